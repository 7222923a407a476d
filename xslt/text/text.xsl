<?xml version="1.0" encoding="UTF-8"?>
<!--
  What reports in plain text share. They are applied once for the beginning,
  once for some parts at a time and once for the end (phase).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="../common.xsl"/>

	<xsl:output method="text" encoding="UTF-8"/>

	<xsl:param name="phase" select="'begin'"/>

	<xsl:variable name="full" select="$result/h:parts/h:part[h:finding]"/>
	<xsl:variable name="line-feed" select="'&#10;'"/>

	<xsl:template match="/">
		<xsl:choose>
			<xsl:when test="$phase = 'begin'"><xsl:call-template name="begin"/></xsl:when>
			<xsl:when test="$phase = 'part'"><xsl:apply-templates select="$full/h:finding"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="end"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="begin"/>
	<xsl:template name="end"/>

	<!-- Is this finding the first of all? -->
	<xsl:template name="comma-unless-first">
		<xsl:if test="position() &gt; 1 or $full[1]/preceding-sibling::h:part[@findings &gt; 0]">,</xsl:if>
	</xsl:template>
</xsl:stylesheet>
