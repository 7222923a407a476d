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

	<xsl:template name="replace">
		<xsl:param name="text"/>
		<xsl:param name="what"/>
		<xsl:param name="with"/>
		<xsl:choose>
			<xsl:when test="contains($text, $what)">
				<xsl:value-of select="substring-before($text, $what)"/>
				<xsl:value-of select="$with"/>
				<xsl:call-template name="replace">
					<xsl:with-param name="text" select="substring-after($text, $what)"/>
					<xsl:with-param name="what" select="$what"/>
					<xsl:with-param name="with" select="$with"/>
				</xsl:call-template>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A text as JSON, in its quotes. -->
	<xsl:template name="json">
		<xsl:param name="text"/>
		<xsl:text>"</xsl:text>
		<xsl:choose>
			<xsl:when test="translate($text, '\&quot;&#10;&#13;&#9;', '') = $text"><xsl:value-of select="$text"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="escaped"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
		<xsl:text>"</xsl:text>
	</xsl:template>

	<xsl:template name="escaped">
		<xsl:param name="text"/>
		<xsl:variable name="a"><xsl:call-template name="replace"><xsl:with-param name="text" select="$text"/><xsl:with-param name="what" select="'\'"/><xsl:with-param name="with" select="'\\'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="b"><xsl:call-template name="replace"><xsl:with-param name="text" select="$a"/><xsl:with-param name="what" select="'&quot;'"/><xsl:with-param name="with" select="'\&quot;'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="c"><xsl:call-template name="replace"><xsl:with-param name="text" select="$b"/><xsl:with-param name="what" select="'&#10;'"/><xsl:with-param name="with" select="'\n'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="d"><xsl:call-template name="replace"><xsl:with-param name="text" select="$c"/><xsl:with-param name="what" select="'&#13;'"/><xsl:with-param name="with" select="'\r'"/></xsl:call-template></xsl:variable>
		<xsl:call-template name="replace"><xsl:with-param name="text" select="$d"/><xsl:with-param name="what" select="'&#9;'"/><xsl:with-param name="with" select="'\t'"/></xsl:call-template>
	</xsl:template>

	<!-- "name":"text", with a comma before it where it is not the first. -->
	<xsl:template name="member">
		<xsl:param name="name"/>
		<xsl:param name="text"/>
		<xsl:param name="comma" select="','"/>
		<xsl:value-of select="concat($comma, '&quot;', $name, '&quot;:')"/>
		<xsl:call-template name="json"><xsl:with-param name="text" select="$text"/></xsl:call-template>
	</xsl:template>
</xsl:stylesheet>
