/*
 * What we use of libpq, which is loaded with the first call.
 */
#include "config.h"
#ifdef HAVE_LIBPQ
#include <libpq-fe.h>
#include "lib/late.h"

#define LATE_FILE PQ_FILE

LATE(int, PQlibVersion, (void), ())
LATE(PQconninfoOption *, PQconninfoParse,
	(const char *conninfo, char **message), (conninfo, message))
LATE(void, PQconninfoFree, (PQconninfoOption * options), (options))
LATE(PQconninfoOption *, PQconninfo, (PGconn * c), (c))
LATE(PGconn *, PQconnectdbParams,
	(const char *const *keys, const char *const *values, int expand),
	(keys, values, expand))
LATE(PGconn *, PQconnectStartParams,
	(const char *const *keys, const char *const *values, int expand),
	(keys, values, expand))
LATE(PostgresPollingStatusType, PQconnectPoll, (PGconn * c), (c))
LATE(int, PQconnectionNeedsPassword, (const PGconn *c), (c))
LATE(void, PQfinish, (PGconn * c), (c))
LATE(ConnStatusType, PQstatus, (const PGconn *c), (c))
LATE(int, PQsocket, (const PGconn *c), (c))
LATE(char *, PQuser, (const PGconn *c), (c))
LATE(const char *, PQparameterStatus, (const PGconn *c, const char *name),
	(c, name))
LATE(char *, PQerrorMessage, (const PGconn *c), (c))
LATE(PGVerbosity, PQsetErrorVerbosity, (PGconn * c, PGVerbosity how), (c, how))
LATE(PQnoticeProcessor, PQsetNoticeProcessor,
	(PGconn * c, PQnoticeProcessor notice, void *arg), (c, notice, arg))
LATE(PGcancel *, PQgetCancel, (PGconn * c), (c))
LATE(int, PQcancel, (PGcancel * cancel, char *text, int n), (cancel, text, n))
LATE(void, PQfreeCancel, (PGcancel * cancel), (cancel))
LATE(int, PQsendQuery, (PGconn * c, const char *sql), (c, sql))
LATE(int, PQsendQueryParams,
	(PGconn * c, const char *sql, int n, const Oid *types,
		const char *const *values, const int *lengths,
		const int *formats, int format),
	(c, sql, n, types, values, lengths, formats, format))
LATE(int, PQsetSingleRowMode, (PGconn * c), (c))
LATE(int, PQconsumeInput, (PGconn * c), (c))
LATE(int, PQisBusy, (PGconn * c), (c))
LATE(PGresult *, PQgetResult, (PGconn * c), (c))
LATE(int, PQputCopyData, (PGconn * c, const char *data, int n), (c, data, n))
LATE(int, PQgetCopyData, (PGconn * c, char **line, int no_wait),
	(c, line, no_wait))
LATE(int, PQputCopyEnd, (PGconn * c, const char *message), (c, message))
LATE(ExecStatusType, PQresultStatus, (const PGresult *r), (r))
LATE(char *, PQresultErrorField, (const PGresult *r, int field), (r, field))
LATE(void, PQclear, (PGresult * r), (r))
LATE(int, PQntuples, (const PGresult *r), (r))
LATE(int, PQnfields, (const PGresult *r), (r))
LATE(char *, PQfname, (const PGresult *r, int column), (r, column))
LATE(Oid, PQftype, (const PGresult *r, int column), (r, column))
LATE(char *, PQgetvalue, (const PGresult *r, int row, int column),
	(r, row, column))
LATE(int, PQgetlength, (const PGresult *r, int row, int column),
	(r, row, column))
LATE(int, PQgetisnull, (const PGresult *r, int row, int column),
	(r, row, column))
LATE(unsigned char *, PQunescapeBytea, (const unsigned char *text, size_t *n),
	(text, n))
LATE(void, PQfreemem, (void *p), (p))
#endif
