<?xml version="1.0" encoding="UTF-8"?>
<!--
  The households that exit: all of them, and how many there are on a line of a
  table, which may be a village, a street or a county.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:variable name="exits" select="$result/h:acceptance/h:household"/>

	<xsl:key name="of-village" match="h:acceptance/h:household" use="@village"/>
	<xsl:key name="villages-of" match="h:villages/h:village" use="@code"/>
	<xsl:key name="villages-of" match="h:villages/h:village" use="substring(@code, 1, 9)"/>
	<xsl:key name="villages-of" match="h:villages/h:village" use="substring(@code, 1, 6)"/>

	<!-- How many of the line have the verdict, or any; a mark for each. They are
	  never put together as nodes: each would be compared with all the others. -->
	<xsl:template name="count-exits">
		<xsl:param name="verdict"/>
		<xsl:param name="whole" select="false()"/>
		<xsl:variable name="marks">
			<xsl:for-each select="key('villages-of', @code)[not($whole)]">
				<xsl:for-each select="key('of-village', @code)[not($verdict) or @verdict = $verdict]">x</xsl:for-each>
			</xsl:for-each>
		</xsl:variable>
		<xsl:choose>
			<xsl:when test="$whole"><xsl:value-of select="count($exits[not($verdict) or @verdict = $verdict])"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="string-length($marks)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
