<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:a" extension-element-prefixes="x">
<xsl:include href="messages.xml"/><xsl:import href="../schemas/codes.xml"/><xsl:output method="text" encoding="GB18030"/>
<xsl:template match="/" name="t"><xsl:param name="n" select="3"/><xsl:document href="out"/><x:y/><xsl:value-of select="document('http://127.0.0.1:9/')"/>
<xsl:if test="$n &gt; 0"><xsl:call-template name="t"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template></xsl:if></xsl:template>
</xsl:stylesheet>
