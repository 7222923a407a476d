-- What the database holds besides the tables made from the schemas. The number
-- goes up whenever a database of before could not be used any more.
PRAGMA user_version = 25;

-- Tables hc_… are the program's own; rules cannot read them. The others are
-- documented in doc/views.md and stable.

CREATE TABLE hc_plan(id TEXT PRIMARY KEY, sha256 TEXT NOT NULL,
  xml BLOB NOT NULL, calendar BLOB) WITHOUT ROWID;
-- read_by: hash of the version, the schemas and the layouts by which it was read.
CREATE TABLE hc_document(id INTEGER PRIMARY KEY, kind TEXT NOT NULL,
  source TEXT, name TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
  year TEXT, division TEXT, exported TEXT, issued TEXT, period_began TEXT,
  period_ended TEXT, records INTEGER NOT NULL, stored INTEGER NOT NULL,
  rejected INTEGER NOT NULL, refused INTEGER NOT NULL DEFAULT 0,
  read_by TEXT NOT NULL DEFAULT '');
-- Of documents that were made of tables: the files that they were made of, and
-- for each line the row that it comes from (see place of hc_reject for sheet).
CREATE TABLE hc_part(document INTEGER NOT NULL, name TEXT NOT NULL,
  sha256 TEXT NOT NULL, PRIMARY KEY(document, name)) WITHOUT ROWID;
CREATE TABLE hc_place(document INTEGER NOT NULL, line INTEGER NOT NULL,
  sheet INTEGER NOT NULL, src INTEGER NOT NULL,
  PRIMARY KEY(document, line)) WITHOUT ROWID;
CREATE TABLE hc_sheet(document INTEGER NOT NULL, sheet INTEGER NOT NULL,
  file TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY(document, sheet)) WITHOUT ROWID;
-- Which column a fact stood in.
CREATE TABLE hc_column(document INTEGER NOT NULL, sheet INTEGER NOT NULL,
  tbl TEXT NOT NULL, col TEXT NOT NULL, letters TEXT NOT NULL,
  PRIMARY KEY(document, sheet, tbl, col)) WITHOUT ROWID;
CREATE TABLE hc_reject(document INTEGER NOT NULL, seq INTEGER NOT NULL,
  line INTEGER NOT NULL, record TEXT, code TEXT NOT NULL,
  text_zh TEXT NOT NULL, text_en TEXT NOT NULL, place TEXT,
  PRIMARY KEY(document, seq)) WITHOUT ROWID;
-- Files of a folder in which no table was found: what is in them was not looked
-- at, as long as they are there. And documents that another version has read,
-- under "document:" and their names.
CREATE TABLE hc_unread(path TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
-- Facts that the schemas call regular and that no record of a document has: it
-- did not deliver them. A line a column, with those derived from the fact.
CREATE TABLE hc_undelivered(document INTEGER NOT NULL, tbl TEXT NOT NULL,
  col TEXT NOT NULL, fact TEXT NOT NULL, label_zh TEXT, label_en TEXT);
CREATE INDEX hc_undelivered_of ON hc_undelivered(document, tbl, col);
-- Facts that mean something usual where a table has no column for them: checks
-- go on, but there is nothing to compare with another document.
CREATE TABLE hc_usual(document INTEGER NOT NULL, tbl TEXT NOT NULL,
  col TEXT NOT NULL, PRIMARY KEY(document, tbl, col)) WITHOUT ROWID;
-- looked_at: the day, the plan, the rules and the records of a run. Runs one
-- after the other that looked at the same are a series, called by its first.
CREATE TABLE hc_run(id INTEGER PRIMARY KEY, as_of TEXT NOT NULL,
  plan_id TEXT NOT NULL, plan_version TEXT NOT NULL, plan_year INTEGER NOT NULL,
  rules_sha256 TEXT NOT NULL, inputs_sha256 TEXT NOT NULL,
  verdict TEXT NOT NULL, program TEXT NOT NULL, settings TEXT NOT NULL,
  hidden_until TEXT, looked_at TEXT NOT NULL, series INTEGER NOT NULL);
CREATE TABLE hc_check(run INTEGER NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, disputable INTEGER NOT NULL, grp TEXT NOT NULL, grp_zh TEXT NOT NULL,
  grp_en TEXT NOT NULL, severity TEXT NOT NULL,
  scope TEXT NOT NULL, clause TEXT NOT NULL, needs TEXT NOT NULL,
  title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  message_zh TEXT NOT NULL, message_en TEXT NOT NULL,
  expected_zh TEXT NOT NULL, expected_en TEXT NOT NULL,
  remedy_zh TEXT NOT NULL, remedy_en TEXT NOT NULL,
  evidence TEXT NOT NULL,
  answer TEXT NOT NULL, subjects INTEGER NOT NULL, findings INTEGER NOT NULL,
  pending INTEGER NOT NULL, due TEXT, reason TEXT, micros INTEGER NOT NULL,
  made TEXT NOT NULL, PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE hc_reading(run INTEGER NOT NULL, check_id TEXT NOT NULL,
  seq INTEGER NOT NULL, reading TEXT NOT NULL, n INTEGER NOT NULL,
  total INTEGER NOT NULL, PRIMARY KEY(run, check_id, seq)) WITHOUT ROWID;
CREATE TABLE hc_change(run INTEGER NOT NULL, seq INTEGER NOT NULL,
  check_id TEXT NOT NULL, what TEXT NOT NULL, before TEXT, after TEXT NOT NULL,
  reason_zh TEXT, reason_en TEXT, PRIMARY KEY(run, seq)) WITHOUT ROWID;
-- by which packs and by which values of their parameters a run was made
CREATE TABLE hc_pack(run INTEGER NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL, path TEXT,
  sha256 TEXT NOT NULL, PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE hc_parameter(run INTEGER NOT NULL, seq INTEGER NOT NULL,
  check_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  unit TEXT NOT NULL, origin TEXT NOT NULL, plan TEXT, title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL, PRIMARY KEY(run, seq)) WITHOUT ROWID;
CREATE TABLE hc_finding(run INTEGER NOT NULL, seq INTEGER NOT NULL,
  id TEXT NOT NULL, check_id TEXT NOT NULL, severity TEXT NOT NULL,
  status TEXT NOT NULL, village TEXT, household TEXT, member TEXT, head TEXT,
  name TEXT, step TEXT, event TEXT, document INTEGER, line INTEGER,
  found TEXT, expected TEXT, evidence TEXT NOT NULL, key TEXT,
  subject TEXT NOT NULL, thread INTEGER NOT NULL, facts TEXT NOT NULL,
  state TEXT NOT NULL, settled INTEGER NOT NULL, since TEXT NOT NULL,
  times INTEGER NOT NULL, decision INTEGER, circle TEXT,
  PRIMARY KEY(run, seq)) WITHOUT ROWID;

-- Each fault ever found: subject is the identity that a finding of it has where
-- it is the only one; faults of one subject are told apart by thread, which
-- stays with a fault while another of them is mended. number, id: its place
-- among those found last, and its identity then; was: that by the way of
-- counting of earlier versions. since, times: from which day it has been
-- found without a break, and how many breaks and beginnings there were; began,
-- gone: the series in which it came, and in which it was looked for in vain.
CREATE TABLE hc_life(subject TEXT NOT NULL, thread INTEGER NOT NULL,
  number INTEGER NOT NULL, id TEXT NOT NULL, was TEXT NOT NULL,
  facts TEXT NOT NULL, check_id TEXT NOT NULL, severity TEXT NOT NULL,
  household TEXT, member TEXT, event TEXT,
  first TEXT NOT NULL, since TEXT NOT NULL, times INTEGER NOT NULL,
  began INTEGER NOT NULL, gone INTEGER, gone_on TEXT,
  PRIMARY KEY(subject, thread)) WITHOUT ROWID;
-- In which series each fault was looked for in vain: as often as it went.
CREATE TABLE hc_mended(subject TEXT NOT NULL, thread INTEGER NOT NULL,
  series INTEGER NOT NULL, PRIMARY KEY(subject, thread, series)) WITHOUT ROWID;
-- The identities of faults that are not the first of their subject.
CREATE TABLE hc_twin(id TEXT PRIMARY KEY, subject TEXT NOT NULL) WITHOUT ROWID;
-- What people decided, kept for ever: on which fault, on which facts of it, and
-- in which series of runs they told it. told is a hash of what was told.
CREATE TABLE hc_decision(seq INTEGER PRIMARY KEY, told TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL, place TEXT NOT NULL, subject TEXT NOT NULL,
  thread INTEGER NOT NULL, facts TEXT NOT NULL, check_id TEXT NOT NULL,
  decision TEXT NOT NULL, date TEXT NOT NULL, until TEXT, by TEXT NOT NULL,
  reviewer TEXT, reason TEXT, evidence TEXT, series INTEGER NOT NULL);
-- The reports that were written last, so that one that somebody has written
-- into is not written over.
CREATE TABLE hc_written(name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)
  WITHOUT ROWID;
-- Packages that were sealed, by their ids: the number of each in its street's
-- year, the one that it supersedes, and a hash of its facts, which is the same
-- in both languages.
CREATE TABLE hc_sealed(package TEXT PRIMARY KEY, division TEXT NOT NULL,
  year TEXT NOT NULL, sequence INTEGER NOT NULL, supersedes TEXT,
  facts TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX hc_decision_fault ON hc_decision(subject, thread);
-- Of the last run: households that a finding without a household concerns (seq
-- as in hc_finding): those on the list of its event, or whom the rule says.
CREATE TABLE hc_concerns(run INTEGER NOT NULL, seq INTEGER NOT NULL,
  household TEXT NOT NULL, PRIMARY KEY(run, seq, household)) WITHOUT ROWID;
CREATE INDEX hc_concerns_household ON hc_concerns(household, run);

-- What of a document each village has ('': of no village), as a hash; and of
-- documents that came again since the last run, in which villages they differ
-- from what that run saw under their number, and in which columns of which tables
-- (col '': in all).
CREATE TABLE hc_content(document INTEGER NOT NULL, village TEXT NOT NULL,
  sha256 TEXT NOT NULL, PRIMARY KEY(document, village)) WITHOUT ROWID;
CREATE TABLE hc_touched(document INTEGER NOT NULL, village TEXT NOT NULL,
  PRIMARY KEY(document, village)) WITHOUT ROWID;
CREATE TABLE hc_changed(document INTEGER NOT NULL, tbl TEXT NOT NULL,
  col TEXT NOT NULL, PRIMARY KEY(document, tbl, col)) WITHOUT ROWID;

-- What the last run leaves to the next, which makes again only what can have
-- changed: the documents it saw (-document: what it saw under a number that
-- something new has since), the ties of those that have gone since (a tie:
-- see hc_tie), what was pending in each village ('': in none), and what each
-- check reads (names on a line each, a line end before the first).
CREATE TABLE hc_seen(document INTEGER PRIMARY KEY, kind TEXT NOT NULL,
  source TEXT);
CREATE TABLE hc_gone(document INTEGER NOT NULL, origin TEXT NOT NULL,
  source TEXT, village TEXT, kind TEXT, key TEXT);
CREATE TABLE hc_pending(check_id TEXT NOT NULL, village TEXT NOT NULL,
  n INTEGER NOT NULL, due TEXT, PRIMARY KEY(check_id, village)) WITHOUT ROWID;
CREATE TABLE hc_reads(check_id TEXT PRIMARY KEY, names TEXT NOT NULL,
  as_of INTEGER NOT NULL) WITHOUT ROWID;

-- Frames that samples are drawn from, and the draws, kept for ever. A frame is
-- known by the SHA-256 of its list; the greatest turn is the one to draw from.
-- inputs is a hash of the documents that it was made of. hc_frame_unit: the list
-- of that one; hc_stratum: what each frame has, by village and class.
CREATE TABLE hc_frame(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,
  division TEXT NOT NULL, year INTEGER NOT NULL, units INTEGER NOT NULL,
  persons INTEGER NOT NULL, turn INTEGER NOT NULL, inputs TEXT NOT NULL);
CREATE TABLE hc_frame_unit(village TEXT NOT NULL, class TEXT NOT NULL,
  kind TEXT NOT NULL, id TEXT NOT NULL, persons INTEGER NOT NULL,
  PRIMARY KEY(village, class, kind, id)) WITHOUT ROWID;
CREATE TABLE hc_stratum(frame INTEGER NOT NULL, village TEXT NOT NULL,
  class TEXT NOT NULL, units INTEGER NOT NULL, persons INTEGER NOT NULL,
  PRIMARY KEY(frame, village, class)) WITHOUT ROWID;
-- kind: random, or judgement, which has a name instead of a seed and enters no
-- rate. terms: what was asked for. sha256: of the list that was drawn.
CREATE TABLE hc_draw(id INTEGER PRIMARY KEY, frame INTEGER NOT NULL,
  kind TEXT NOT NULL, round INTEGER NOT NULL, seed TEXT NOT NULL,
  terms TEXT NOT NULL, sha256 TEXT NOT NULL,
  UNIQUE(frame, kind, round, seed));
-- The strata of a draw: village or class is blank where it was not by it. units:
-- those of the frame that no earlier round had drawn.
CREATE TABLE hc_draw_stratum(draw INTEGER NOT NULL, seq INTEGER NOT NULL,
  village TEXT NOT NULL, class TEXT NOT NULL, units INTEGER NOT NULL,
  wanted INTEGER NOT NULL, PRIMARY KEY(draw, seq)) WITHOUT ROWID;
-- Whom a draw has, place by place of a stratum, and whom it keeps in reserve.
-- role: drawn, reserve, or replacement of another. reason: why one that was to
-- be visited could not be.
CREATE TABLE hc_drawn(draw INTEGER NOT NULL, stratum INTEGER NOT NULL,
  place INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  village TEXT NOT NULL, class TEXT NOT NULL, persons INTEGER NOT NULL,
  ticket TEXT NOT NULL, role TEXT NOT NULL, replaces TEXT, reason TEXT,
  PRIMARY KEY(draw, stratum, place)) WITHOUT ROWID;
CREATE INDEX hc_drawn_id ON hc_drawn(id, kind);

-- Tables that can be divided among the villages: by the column village, and
-- where that is blank by the village of the household that the column here
-- names (an event of no village can list households of any); or by the rows
-- that theirs stand in. Whatever says village and household by itself stands
-- in hc_tie too.
CREATE TABLE hc_divided(seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL,
  household TEXT, parent TEXT);
INSERT INTO hc_divided(tbl, household, parent) VALUES
  ('household', 'id', NULL), ('previous_household', 'id', NULL),
  ('collected_household', 'id', NULL), ('member', 'household', NULL),
  ('previous_member', 'household', NULL),
  ('collected_member', 'household', NULL), ('review', 'household', NULL),
  ('previous_review', 'household', NULL),
  ('collected_review', 'household', NULL), ('exception', 'household', NULL),
  ('previous_exception', 'household', NULL),
  ('collected_exception', 'household', NULL), ('visit', 'household', NULL),
  ('investigator', 'household', NULL), ('signature', 'household', NULL),
  ('change', 'household', NULL), ('application', 'household', NULL),
  ('natural_change', 'household', NULL), ('event', NULL, NULL),
  ('item', 'household', NULL), ('objection', 'household', NULL),
  ('hit', 'household', NULL), ('department', NULL, NULL),
  ('problem', 'household', NULL), ('folder', 'household', NULL),
  ('paper', NULL, 'folder'), ('ledger_line', 'household', NULL);

-- What ties the records of villages together: villages that share one of these
-- keys are never checked apart. Rules of a scope below whole join records of
-- several villages by nothing else.
CREATE VIEW hc_tie(origin, document, village, kind, key) AS
SELECT 'register', document, village, 'household', id FROM household
UNION ALL
SELECT 'register', document, village, 'household', id FROM previous_household
UNION ALL
SELECT 'register', document, village, 'household', id FROM collected_household
UNION ALL
SELECT 'register', document, village, 'number', head_number_18 FROM household
UNION ALL
SELECT 'register', document, village, 'number', head_number_18
  FROM collected_household
UNION ALL
SELECT 'collection', document, village, 'household', household FROM visit
UNION ALL
SELECT 'collection', document, village, 'household', household
  FROM application
UNION ALL
SELECT 'collection', document, village, 'household', household
  FROM natural_change
UNION ALL
SELECT 'procedure', document, village, 'household', household FROM event
UNION ALL
SELECT 'procedure', document, village, 'event', id FROM event
 WHERE village IS NOT NULL
UNION ALL
SELECT 'procedure', document, village, 'household', household FROM item
UNION ALL
SELECT 'procedure', document, village, 'household', household FROM objection
UNION ALL
SELECT 'procedure', document, village, 'household', household FROM hit
UNION ALL
SELECT 'problems', document, village, 'household', household FROM problem
UNION ALL
SELECT 'archive', document, village, 'household', household FROM folder
UNION ALL
SELECT 'archive', document, village, 'household', household FROM ledger_line;

-- Views that a run works out once, each with the columns of an index on it; a
-- later one may look at an earlier one.
CREATE TABLE hc_once(seq INTEGER PRIMARY KEY, view TEXT NOT NULL,
  columns TEXT NOT NULL);
INSERT INTO hc_once VALUES(1, 'household_pair', 'system'),
  (2, 'member_pair', 'system'), (3, 'difference', 'household');

-- Indexes that the views below need, and those from children to their parents,
-- which are put in when the tables are made. What rules ask for comes on top.
CREATE TABLE hc_index(tbl TEXT NOT NULL, columns TEXT NOT NULL,
  PRIMARY KEY(tbl, columns)) WITHOUT ROWID;
INSERT INTO hc_index VALUES('household', 'id'), ('member', 'id'),
  ('member', 'parent,id,state'), ('collected_member', 'parent,id,state'),
  ('paper', 'parent,kind'), ('folder', 'household'), ('event', 'id'),
  ('inspection', 'id');

-- Counts over all records that a run keeps for its reports: what the view of
-- the same name and _now showed when it was made.
CREATE TABLE hc_kept(tbl TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO hc_kept VALUES('hc_paper'), ('hc_timeline');
CREATE TABLE hc_paper(seq INTEGER, kind TEXT, clause TEXT, needed INTEGER,
  there INTEGER);
CREATE TABLE hc_timeline(procedure TEXT, class TEXT, seq INTEGER,
  households INTEGER, done INTEGER, late INTEGER, missing INTEGER,
  pending INTEGER, at_risk INTEGER, first TEXT, last TEXT);

-- Facts of the plan in force.
CREATE TABLE plan(id TEXT, version TEXT, year INTEGER, reference TEXT,
  issued TEXT, as_of TEXT, period_began TEXT, period_ended TEXT, days TEXT,
  first_day TEXT);
CREATE TABLE plan_clause(clause TEXT PRIMARY KEY, seq INTEGER, heading TEXT,
  text_zh TEXT, text_en TEXT);
CREATE TABLE plan_step(procedure TEXT, step TEXT, seq INTEGER, kind TEXT,
  round INTEGER, days INTEGER, counting TEXT, calendar TEXT, deadline TEXT,
  check_id TEXT,
  due TEXT, clause TEXT, required INTEGER, title_zh TEXT, title_en TEXT);
CREATE TABLE plan_class(class TEXT, procedure TEXT, form TEXT, title_zh TEXT,
  title_en TEXT);
CREATE TABLE plan_deadline(deadline TEXT, check_id TEXT, due TEXT,
  clause TEXT, title_zh TEXT, title_en TEXT);
CREATE TABLE plan_department(code TEXT, title_zh TEXT, title_en TEXT);
-- codes that the plan adds to lists; the table code has them, too
CREATE TABLE plan_code(list TEXT, code TEXT, label_zh TEXT, label_en TEXT);
CREATE TABLE plan_situation(list TEXT, id TEXT, basis TEXT, title_zh TEXT,
  title_en TEXT, reported_by TEXT, shows TEXT, undecided_zh TEXT,
  undecided_en TEXT);
CREATE TABLE plan_subject(id TEXT, seq INTEGER, class TEXT, clause TEXT,
  groups TEXT, steps TEXT, title_zh TEXT, title_en TEXT);
CREATE TABLE plan_paper(class TEXT, kind TEXT, clause TEXT, signed INTEGER);
-- a share is value of whole: 66 of 100, 2 of 3
CREATE TABLE plan_parameter(name TEXT PRIMARY KEY, value INTEGER,
  whole INTEGER, unit TEXT, clause TEXT);
-- the days of the plan's year and of the years beside it
CREATE TABLE plan_day(date TEXT PRIMARY KEY, natural INTEGER, working INTEGER,
  works INTEGER) WITHOUT ROWID;
CREATE TABLE code(list TEXT, code TEXT, label_zh TEXT, label_en TEXT,
  sex TEXT, generation INTEGER, PRIMARY KEY(list, code)) WITHOUT ROWID;

-- Each household's course, held against its procedure at every check.
CREATE TABLE step(village TEXT, household TEXT, class TEXT, procedure TEXT,
  step TEXT, seq INTEGER, kind TEXT, round INTEGER, clause TEXT, event TEXT,
  document INTEGER, line INTEGER, began TEXT, ended TEXT, days INTEGER,
  readings TEXT, days_required INTEGER, due TEXT, latest_end TEXT,
  latest_start TEXT, check_id TEXT, state TEXT, late_days INTEGER,
  left_days INTEGER, follows TEXT, follows_ended TEXT, early INTEGER,
  result TEXT, rejected_before TEXT, at_risk INTEGER, failed INTEGER,
  put_right INTEGER);

-- What the checks made so far have found and answered in this run; for those
-- that run last.
CREATE TABLE finding(check_id TEXT, village TEXT, household TEXT, member TEXT,
  step TEXT, event TEXT, key TEXT);
CREATE TABLE answer(check_id TEXT, answer TEXT);

-- The papers that the plan wants in the folders, where folders were read: of how
-- many households, and how many have it.
CREATE VIEW hc_paper_now AS
WITH house AS (
SELECT COALESCE(class, 'none') AS class, COUNT(*) AS households
  FROM household
 WHERE COALESCE(valid, 1) = 1
 GROUP BY COALESCE(class, 'none')),
lacking AS (
SELECT n.class, n.kind, COUNT(*) AS households
  FROM household h
  JOIN plan_paper n ON n.class = COALESCE(h.class, 'none')
 WHERE COALESCE(h.valid, 1) = 1
   AND NOT EXISTS (
       SELECT 1
         FROM folder f
         JOIN paper p ON p.parent = f.row
        WHERE f.household = h.id AND p.kind = n.kind
          AND COALESCE(p.pages, 1) > 0)
 GROUP BY n.class, n.kind)
SELECT MIN(n.rowid) AS seq, n.kind, MIN(n.clause) AS clause,
  SUM(h.households) AS needed,
  SUM(h.households) - SUM(COALESCE(l.households, 0)) AS there
FROM plan_paper n
JOIN house h ON h.class = n.class
LEFT JOIN lacking l ON l.class = n.class AND l.kind = n.kind
WHERE EXISTS (SELECT 1 FROM folder)
GROUP BY n.kind;
-- How far the households of a class are; of how many it tells at the first
-- step.
CREATE VIEW hc_timeline_now AS
SELECT procedure, class, seq,
  COUNT(DISTINCT CASE WHEN seq = 1 THEN household END) AS households,
  COUNT(CASE WHEN state IN ('done', 'running') THEN 1 END) AS done,
  COUNT(CASE WHEN late_days > 0 THEN 1 END) AS late,
  COUNT(CASE WHEN state IN ('missing', 'off-list') THEN 1 END) AS missing,
  COUNT(CASE WHEN state = 'pending' THEN 1 END) AS pending,
  COUNT(CASE WHEN at_risk = 1 THEN 1 END) AS at_risk,
  MIN(began) AS first, MAX(ended) AS last
FROM step
GROUP BY procedure, class, seq;

CREATE VIEW document AS SELECT id, kind, source, name, year, division,
  exported, issued, period_began, period_ended FROM hc_document;

-- What a document did not deliver at all.
CREATE VIEW undelivered AS
SELECT document, tbl, col AS field, fact FROM hc_undelivered;

-- Whom nearly every check is about: households that are not struck off, and
-- members who have not been removed. Blank is neither.
CREATE VIEW valid_household AS
SELECT * FROM household WHERE COALESCE(valid, 1) = 1;
CREATE VIEW active_member AS
SELECT * FROM member WHERE COALESCE(state, 'active') = 'active';

-- Whom a sample is drawn from: registered households by their class, those that
-- are not adjusted by whether they have exited before (one that stands twice,
-- as the village and class that come first say; the same twice stays twice, and
-- is for its reader to group); and who is not
-- registered: the households listed as such (roll villager) or, where nobody
-- lists these, the persons of the focus rolls, each once.
CREATE VIEW hc_unit AS
SELECT 'household' AS kind, h.id, COALESCE(h.village, '') AS village,
  CASE WHEN h.class IN ('exit', 'clear', 'new', 'return') THEN h.class
    WHEN h.mark IN ('1', '4') THEN 'exited' ELSE 'poor' END AS class,
  COALESCE(h.size, (SELECT COUNT(*) FROM active_member m
    WHERE m.parent = h.row)) AS persons,
  h.villager_group, h.head_name AS name
FROM valid_household h
WHERE h.id NOT IN (SELECT id FROM household GROUP BY id HAVING COUNT(*) > 1)
  OR NOT EXISTS (SELECT 1 FROM valid_household o WHERE o.id = h.id
    AND (COALESCE(o.village, ''), COALESCE(o.class, ''), COALESCE(o.mark, ''))
      < (COALESCE(h.village, ''), COALESCE(h.class, ''), COALESCE(h.mark, '')))
UNION ALL
SELECT 'unregistered', MIN(e.id), COALESCE(e.village, ''), 'unregistered',
  MAX(COALESCE(e.persons, 1)), NULL, MIN(e.name)
FROM roll_entry e
WHERE (e.roll = 'villager') = EXISTS (SELECT 1 FROM roll_entry
    WHERE roll = 'villager')
  AND NOT EXISTS (
    SELECT 1 FROM active_member m JOIN valid_household h ON h.row = m.parent
     WHERE m.number_18 = e.number_18)
  AND NOT (e.number_18 IS NULL AND EXISTS (
    SELECT 1 FROM active_member m JOIN valid_household h ON h.row = m.parent
     WHERE m.name_key = e.name_key AND m.village = e.village
       AND (m.birth = e.birth OR e.birth IS NULL)))
GROUP BY COALESCE(e.village, ''),
  COALESCE(e.number_18, CASE WHEN e.birth IS NOT NULL OR e.roll <> 'villager'
    THEN e.name_key || ' ' || COALESCE(e.birth, '') END, e.id);

-- Every event of every household, whatever its kind: what the procedure
-- engine reads. An event's own result stands at the household's item.
-- own_village: a list that counts for that village's households only.
-- failed: it lacks what it must have to count (PRC-07, PRC-08, PRC-11, PRC-12,
-- PRC-16, PRC-18 tell what), so that it may be done over; its dates and days
-- the engine judges itself.
CREATE VIEW step_source AS
SELECT i.household AS household, e.kind AS kind, e.round AS round,
  e.village AS village, e.id AS event, i.document AS document,
  i.line AS line, COALESCE(e.began, e.date) AS began,
  CASE WHEN e.began IS NULL AND e.kind NOT IN ('posting', 'announcement')
    THEN COALESCE(e.date, e.ended) ELSE e.ended END AS ended,
  i.result AS result,
  CASE WHEN e.kind IN ('appraisal', 'posting', 'announcement')
    THEN e.village END AS own_village,
  CASE
    WHEN e.kind = 'appraisal' THEN
      CASE WHEN e.eligible > 0 AND e.minutes = 1 AND e.attendance = 1
             AND e.resolved = 1 AND i.result IS NOT NULL
             AND e.officials < e.present
             AND e.representatives * COALESCE(
               (SELECT MAX(p.whole) FROM plan_parameter p
                 WHERE p.name = 'representative-share'), 100)
               >= e.present * COALESCE(
               (SELECT MAX(p.value) FROM plan_parameter p
                 WHERE p.name = 'representative-share'), 50)
             AND e.present * COALESCE(
               (SELECT MAX(p.whole) FROM plan_parameter p
                 WHERE p.name = 'appraisal-quorum'), 3)
               >= e.eligible * COALESCE(
               (SELECT MAX(p.value) FROM plan_parameter p
                 WHERE p.name = 'appraisal-quorum'), 2)
        THEN 0 ELSE 1 END
    WHEN e.kind IN ('posting', 'announcement') THEN
      CASE WHEN e.in_village = 1 AND e.photo = 1
             AND TRIM(COALESCE(e.place, '')) <> ''
        THEN 0 ELSE 1 END
    WHEN e.kind = 'street-audit' THEN
      CASE WHEN e.plan = 1 AND e.resolved = 1 THEN 0 ELSE 1 END
    WHEN e.kind = 'comparison' THEN
      CASE WHEN e.row IN (
             SELECT d.parent
               FROM department d
               JOIN plan_department p ON p.code = d.code
              WHERE d.date IS NOT NULL
              GROUP BY d.parent
             HAVING COUNT(DISTINCT p.code)
               = (SELECT COUNT(DISTINCT code) FROM plan_department))
             OR NOT EXISTS (SELECT 1 FROM plan_department)
        THEN 0 ELSE 1 END
    ELSE 0 END AS failed
FROM item i JOIN event e ON e.row = i.parent
UNION ALL
SELECT e.household, e.kind, e.round, e.village, e.id, e.document, e.line,
  COALESCE(e.began, e.date),
  CASE WHEN e.began IS NULL AND e.kind NOT IN ('posting', 'announcement')
    THEN COALESCE(e.date, e.ended) ELSE e.ended END,
  NULL, NULL,
  CASE WHEN e.kind = 'notification' AND COALESCE(e.signed, 0) = 0
    THEN 1 ELSE 0 END
FROM event e WHERE e.household IS NOT NULL
UNION ALL
SELECT h.household, 'feedback', NULL, h.village, h.event, h.document, h.line,
  CASE WHEN h.village_fed_back < h.household_fed_back
    THEN h.village_fed_back ELSE h.household_fed_back END,
  CASE WHEN h.village_fed_back > h.household_fed_back
    THEN h.village_fed_back ELSE h.household_fed_back END, NULL, NULL, 0
FROM hit h
WHERE h.village_fed_back IS NOT NULL AND h.household_fed_back IS NOT NULL;

-- Villages whose data entry went on after the system's register of them was
-- exported (the latest export, where it came in parts); a record dated after
-- its own document is DLN-10 and says nothing.
CREATE VIEW entry_after_export AS
WITH entry AS (
SELECT e.village, MAX(e.date) AS date
  FROM event e
  JOIN document p ON p.id = e.document
 WHERE e.kind = 'data-entry' AND e.village IS NOT NULL
   AND e.date <= p.exported
 GROUP BY e.village),
 export AS (
SELECT h.village,
       MAX(CASE WHEN d.source = 'current' THEN d.exported END) AS exported
  FROM household h
  JOIN document d ON d.id = h.document
 GROUP BY h.village)
SELECT entry.village
  FROM entry
  LEFT JOIN export x ON x.village = entry.village
 WHERE entry.date > CASE WHEN x.village IS NOT NULL THEN x.exported
                         ELSE (SELECT MAX(exported) FROM document
                                WHERE source = 'current') END;

-- Who is whom in the collected register and the system's: by id, else by what
-- identifies a person. A better key takes both sides out of the worse ones, and
-- what stands twice pairs with nobody. same_members: each active member of
-- either has its id once on the other side.
CREATE VIEW household_pair AS
WITH rated AS (
SELECT s.row AS system, c.row AS collected,
       CASE WHEN s.id = c.id THEN 1 ELSE 2 END AS rank
  FROM household s
  JOIN collected_household c
    ON c.id = s.id OR c.head_number_18 = s.head_number_18
 WHERE COALESCE(s.valid, 1) = 1
   AND COALESCE(c.valid, 1) = 1),
best AS (
SELECT system, collected, rank,
       MIN(rank) OVER (PARTITION BY system) AS system_best,
       MIN(rank) OVER (PARTITION BY collected) AS collected_best
  FROM rated),
chosen AS (
SELECT system, collected,
       COUNT(*) OVER (PARTITION BY system) AS system_times,
       COUNT(*) OVER (PARTITION BY collected) AS collected_times
  FROM best
 WHERE rank = system_best
   AND rank = collected_best)
SELECT p.system, p.collected,
       CASE WHEN EXISTS (
            SELECT 1
              FROM member s
             WHERE s.parent = p.system
               AND COALESCE(s.state, 'active') = 'active'
               AND (SELECT COUNT(*)
                      FROM collected_member c
                     WHERE c.parent = p.collected AND c.id = s.id
                       AND COALESCE(c.state, 'active') = 'active') <> 1)
            OR EXISTS (
            SELECT 1
              FROM collected_member c
             WHERE c.parent = p.collected
               AND COALESCE(c.state, 'active') = 'active'
               AND (SELECT COUNT(*)
                      FROM member s
                     WHERE s.parent = p.system AND s.id = c.id
                       AND COALESCE(s.state, 'active') = 'active') <> 1)
            THEN 0 ELSE 1 END AS same_members
  FROM chosen p
 WHERE p.system_times = 1
   AND p.collected_times = 1;
-- Active members of those, each key in its turn: the id, else the number, else
-- the name. Where all is plain the id will do.
CREATE VIEW member_pair AS
WITH rated AS (
SELECT s.row AS system, c.row AS collected,
       CASE WHEN s.id = c.id THEN 1
            WHEN s.number_18 = c.number_18 THEN 2
            ELSE 3 END AS rank
  FROM household_pair p
 CROSS JOIN member s
 CROSS JOIN collected_member c
 WHERE p.same_members = 0
   AND s.parent = p.system
   AND c.parent = p.collected
   AND COALESCE(s.state, 'active') = 'active'
   AND COALESCE(c.state, 'active') = 'active'
   AND (s.id = c.id OR s.number_18 = c.number_18 OR s.name_key = c.name_key)),
best AS (
SELECT system, collected, rank,
       MIN(rank) OVER (PARTITION BY system) AS system_best,
       MIN(rank) OVER (PARTITION BY collected) AS collected_best
  FROM rated),
chosen AS (
SELECT system, collected,
       COUNT(*) OVER (PARTITION BY system) AS system_times,
       COUNT(*) OVER (PARTITION BY collected) AS collected_times
  FROM best
 WHERE rank = system_best
   AND rank = collected_best)
SELECT system, collected
  FROM chosen
 WHERE system_times = 1
   AND collected_times = 1
UNION ALL
SELECT s.row, c.row
  FROM household_pair p
 CROSS JOIN member s
 CROSS JOIN collected_member c
 WHERE p.same_members = 1
   AND s.parent = p.system
   AND c.parent = p.collected AND c.id = s.id
   AND COALESCE(s.state, 'active') = 'active'
   AND COALESCE(c.state, 'active') = 'active';
-- Which field a problem is about, whatever it calls it: a member's where one is
-- named and members have it; else the household's. What people call it, or as it
-- is written.
CREATE VIEW problem_field AS
WITH named AS (
SELECT b.row AS row, MAX(w.part) AS part
FROM problem b
JOIN field_name w ON w.written = UPPER(b.field)
JOIN field f ON f.part = w.part AND f.field = w.field
WHERE w.part = 'household' OR b.member IS NOT NULL
GROUP BY b.row)
SELECT b.row AS row, n.part AS part, w.field AS field,
  COALESCE(f.field_zh, b.field) AS field_zh,
  COALESCE(f.field_en, b.field) AS field_en
FROM problem b
LEFT JOIN named n ON n.row = b.row
LEFT JOIN field_name w ON w.part = n.part AND w.written = UPPER(b.field)
LEFT JOIN field f ON f.part = w.part AND f.field = w.field;
-- The same for a change on a comparison sheet, which may be of an id.
CREATE VIEW change_field AS
WITH named AS (
SELECT c.row AS row, MAX(w.part) AS part
FROM change c
JOIN field_name w ON w.written = UPPER(c.field)
WHERE w.part = 'household' OR c.member IS NOT NULL
GROUP BY c.row)
SELECT c.row AS row, n.part AS part, w.field AS field,
  COALESCE(f.field_zh, c.field) AS field_zh,
  COALESCE(f.field_en, c.field) AS field_en
FROM change c
LEFT JOIN named n ON n.row = c.row
LEFT JOIN field_name w ON w.part = n.part AND w.written = UPPER(c.field)
LEFT JOIN field f ON f.part = w.part AND f.field = w.field;
