<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:hecha:1" exclude-result-prefixes="h">
<xsl:output method="html" encoding="UTF-8"/>
<xsl:param name="kind"/><xsl:key name="k" match="h:part" use="@id"/>
<xsl:variable name="all"><a><xsl:value-of select="h:json($kind)"/></a></xsl:variable>
<xsl:template match="/h:result"><html><body class="{h:uri('a b/c')}">
<xsl:for-each select="h:listed('a b', h:parts/h:part)"><xsl:sort select="@id" order="descending"/>
<p><xsl:value-of select="h:replace(., '文', '&lt;')"/><xsl:number/></p></xsl:for-each>
<xsl:value-of select="h:say(@xml:lang, 'date', 1, '2', //h:part)"/>
<xsl:value-of select="h:word('en', 'none', concat('x', count(key('k', 'b'))))"/>
<xsl:apply-templates select="h:parts/h:part[1]" mode="m"/></body></html></xsl:template>
<xsl:template match="h:part" mode="m"><xsl:copy-of select="."/><xsl:copy-of select="$all"/></xsl:template>
</xsl:stylesheet>
