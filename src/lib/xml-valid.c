/*
 * A whole file held to its schema as it passes by.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemas.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "lib/xml-valid.h"

static void
hear_nothing(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

int
xml_valid_file(const char *path, struct _xmlSchema *schema, struct error *err)
{
	int fd = file_open(path);
	xmlParserInputBufferPtr in = NULL;
	xmlSchemaValidCtxtPtr ctxt = NULL;
	int rc = -1;

	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	in = xmlParserInputBufferCreateFd(fd, XML_CHAR_ENCODING_UTF8);
	ctxt = xmlSchemaNewValidCtxt(schema);
	if (in != NULL && ctxt != NULL) {
		xmlSchemaSetValidStructuredErrors(ctxt, hear_nothing, NULL);
		/* it takes the buffer */
		rc = xmlSchemaValidateStream(
			ctxt, in, XML_CHAR_ENCODING_UTF8, NULL, NULL);
		in = NULL;
		rc = rc < 0 ? -1 : rc == 0;
	}
	if (rc < 0)
		err_set(err, ERR_SYSTEM, "XML-VALID-1",
			"%s: cannot be held to its schema", path);
	xmlFreeParserInputBuffer(in);
	xmlSchemaFreeValidCtxt(ctxt);
	close(fd);
	return rc;
}
