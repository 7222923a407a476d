-- The database of collected packages: a row for each package that held
-- (speaks: its signer's certificate names this division), and what was expected. The number goes up whenever one of before could not be
-- used any more.
PRAGMA user_version = 1007;

CREATE TABLE hc_package(package TEXT PRIMARY KEY, division TEXT NOT NULL,
  year TEXT NOT NULL, sequence INTEGER NOT NULL, supersedes TEXT,
  facts TEXT NOT NULL, name TEXT NOT NULL, street TEXT, as_of TEXT NOT NULL,
  verdict TEXT NOT NULL, language TEXT NOT NULL, program TEXT NOT NULL,
  signer TEXT, certificate TEXT, speaks INTEGER NOT NULL, rules TEXT, plan TEXT, came TEXT NOT NULL,
  villages INTEGER NOT NULL, households INTEGER NOT NULL,
  members INTEGER NOT NULL, checks INTEGER NOT NULL, errors INTEGER NOT NULL,
  suspects INTEGER NOT NULL, notices INTEGER NOT NULL,
  untold INTEGER NOT NULL, pending INTEGER NOT NULL, papers_needed INTEGER,
  papers_there INTEGER, steps_late INTEGER, steps_missing INTEGER,
  -- of a package of what was collected: how many it is over, and how many of
  -- these have nothing that is believed
  streets INTEGER, lacking INTEGER,
  -- the number of the receipt that was given
  receipt TEXT)
  WITHOUT ROWID;
CREATE INDEX hc_package_street ON hc_package(year, division, sequence);

-- Of packages that came with tokens (src/send/tokens.h): under which key, and
-- what they are of.
CREATE TABLE hc_tokens(id INTEGER PRIMARY KEY, package TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL);
CREATE TABLE hc_token(tokens INTEGER NOT NULL, kind TEXT NOT NULL,
  token TEXT NOT NULL, village TEXT NOT NULL, household TEXT NOT NULL,
  member TEXT, more TEXT, sound TEXT);
CREATE INDEX hc_token_of ON hc_token(tokens);

-- What was ordered for a year, and from whom.
CREATE TABLE hc_order(year TEXT PRIMARY KEY, name TEXT, due TEXT, fresh TEXT,
  rules TEXT, small_cell TEXT, division TEXT) WITHOUT ROWID;
CREATE TABLE hc_expected(year TEXT NOT NULL, division TEXT NOT NULL,
  name TEXT NOT NULL, certificate TEXT, PRIMARY KEY(year, division))
  WITHOUT ROWID;

-- The numbers of packages that were sealed here.
CREATE TABLE hc_sealed(package TEXT PRIMARY KEY, division TEXT NOT NULL,
  year TEXT NOT NULL, sequence INTEGER NOT NULL, supersedes TEXT,
  facts TEXT NOT NULL) WITHOUT ROWID;

-- Of each street and year the package with the highest number; where that came
-- with different facts, neither is believed. Of a street whose certificate is
-- named, what another signed never stands in the place of its own.
CREATE VIEW hc_holding AS
WITH sent AS (
SELECT p.*,
       e.certificate IS NOT NULL
         AND p.certificate IS NOT e.certificate AS is_foreign
  FROM hc_package p
  LEFT JOIN hc_expected e ON e.year = p.year AND e.division = p.division)
SELECT * FROM (
SELECT p.*,
       ROW_NUMBER() OVER (PARTITION BY year, division
                          ORDER BY is_foreign, sequence DESC, package) AS place,
       (SELECT COUNT(DISTINCT o.facts)
          FROM sent o
         WHERE o.year = p.year AND o.division = p.division
           AND o.sequence = p.sequence
           AND o.is_foreign = p.is_foreign) AS claims,
       (SELECT MIN(o.came)
          FROM sent o
         WHERE o.year = p.year AND o.division = p.division
           AND o.sequence = p.sequence
           AND o.is_foreign = p.is_foreign) AS first_came,
       (SELECT COUNT(DISTINCT o.sequence)
          FROM sent o
         WHERE o.year = p.year AND o.division = p.division
           AND o.is_foreign = p.is_foreign) AS submissions
  FROM sent p)
 WHERE place = 1;

-- Each street that was expected or sent something, with what is to be said of
-- it: 'good', 'bad', or 'open' where nothing is known or was ordered.
CREATE VIEW hc_street AS
WITH street AS (
SELECT year, division FROM hc_expected
UNION
SELECT year, division FROM hc_package),
holding AS (
SELECT h.*,
       CASE WHEN h.is_foreign THEN 'foreign'
            WHEN h.claims > 1 THEN 'contradiction' END AS lack
  FROM hc_holding h)
SELECT s.year, s.division, COALESCE(e.name, h.street) AS name,
       h.streets, h.lacking,
       e.division IS NOT NULL AS expected, h.package, h.sequence,
       h.submissions, h.as_of, h.first_came AS came, h.signer,
       CASE WHEN h.lack IS NULL THEN h.verdict END AS verdict,
       CASE WHEN h.lack IS NULL THEN h.villages END AS villages,
       CASE WHEN h.lack IS NULL THEN h.households END AS households,
       CASE WHEN h.lack IS NULL THEN h.members END AS members,
       CASE WHEN h.lack IS NULL THEN h.errors END AS errors,
       CASE WHEN h.lack IS NULL THEN h.suspects END AS suspects,
       CASE WHEN h.lack IS NULL THEN h.notices END AS notices,
       CASE WHEN h.lack IS NULL THEN h.untold END AS untold,
       CASE WHEN h.package IS NULL OR h.lack IS NOT NULL THEN 'bad'
            ELSE 'good' END AS received,
       CASE WHEN h.package IS NULL THEN 'missing' ELSE h.lack END AS lack,
       CASE WHEN h.package IS NULL THEN 'open'
            WHEN h.signer IS NULL THEN 'bad'
            WHEN e.certificate = h.certificate THEN 'good'
            WHEN e.certificate IS NOT NULL THEN 'bad'
            WHEN h.speaks THEN 'good' ELSE 'open' END AS verified,
       CASE WHEN h.package IS NULL OR o.rules IS NULL THEN 'open'
            WHEN h.rules = o.rules THEN 'good' ELSE 'bad' END AS ordered,
       CASE WHEN h.package IS NULL OR o.fresh IS NULL THEN 'open'
            WHEN h.as_of >= o.fresh THEN 'good' ELSE 'bad' END AS fresh,
       CASE WHEN h.package IS NULL OR o.due IS NULL THEN 'open'
            WHEN substr(h.first_came, 1, 10) <= o.due THEN 'good'
            ELSE 'bad' END AS in_time,
       CASE WHEN h.package IS NULL OR h.lack IS NOT NULL THEN 'open'
            WHEN h.errors > 0 THEN 'bad'
            WHEN h.untold > 0 OR h.pending > 0 THEN 'open'
            ELSE 'good' END AS faultless,
       CASE WHEN h.package IS NULL OR h.lack IS NOT NULL THEN 'open'
            WHEN h.suspects > 0 THEN 'bad'
            WHEN h.untold > 0 OR h.pending > 0 THEN 'open'
            ELSE 'good' END AS settled,
       CASE WHEN h.package IS NULL OR h.lack IS NOT NULL
              OR h.papers_needed IS NULL THEN 'open'
            WHEN h.papers_there < h.papers_needed THEN 'bad'
            ELSE 'good' END AS papers,
       CASE WHEN h.package IS NULL OR h.lack IS NOT NULL
              OR h.steps_late IS NULL THEN 'open'
            WHEN h.steps_late + h.steps_missing > 0 THEN 'bad'
            WHEN h.untold > 0 OR h.pending > 0 THEN 'open'
            ELSE 'good' END AS deadlines,
       CASE WHEN h.receipt IS NULL THEN 'open' ELSE 'good' END AS receipt
  FROM street s
  LEFT JOIN hc_expected e ON e.year = s.year AND e.division = s.division
  LEFT JOIN hc_order o ON o.year = s.year
  LEFT JOIN holding h ON h.year = s.year AND h.division = s.division
-- what an office below has collected is not counted twice
 WHERE NOT EXISTS (
       SELECT 1
         FROM hc_package c
        WHERE c.year = s.year AND c.streets IS NOT NULL
          AND c.division <> s.division
          AND substr(s.division, 1, length(c.division)) = c.division);
