<?xml version="1.0" encoding="UTF-8"?>
<!--
  The problems as comma-separated values: RFC 4180, with a byte order mark for
  spreadsheets, and nothing that one would take for a formula.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="text.xsl"/>

	<xsl:template name="begin">
		<xsl:text>&#xFEFF;</xsl:text>
		<xsl:value-of select="h:say($lang, 'csv-columns')"/>
		<xsl:text>&#13;&#10;</xsl:text>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:variable name="check" select="key('check', @check)"/>
		<xsl:call-template name="field"><xsl:with-param name="text" select="@id"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@check"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="$check/h:title"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="concat('severity-', @severity)"/><xsl:with-param name="code" select="@severity"/></xsl:call-template></xsl:with-param></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="concat('status-', @status)"/><xsl:with-param name="code" select="@status"/></xsl:call-template></xsl:with-param></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@village"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@village-name"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@household"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@head"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@member"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@name"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text"><xsl:call-template name="step"/></xsl:with-param></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="h:message"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="h:found"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="h:expected"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="$check/@clause"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="$check/h:remedy"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@file"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@line"/></xsl:call-template>
		<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@record"/></xsl:call-template>
		<xsl:text>&#13;&#10;</xsl:text>
	</xsl:template>

	<!-- After the problems what could not be told of them: a row without an id. -->
	<xsl:template name="end">
		<xsl:for-each select="$result/h:checks/h:check[h:reason]">
			<xsl:text>"",</xsl:text>
			<xsl:call-template name="field"><xsl:with-param name="text" select="@id"/></xsl:call-template>
			<xsl:text>,</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="h:title"/></xsl:call-template>
			<xsl:text>,"",</xsl:text><xsl:call-template name="field"><xsl:with-param name="text"><xsl:call-template name="answer"/></xsl:with-param></xsl:call-template>
			<xsl:text>,"","","","","","","",</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="h:reason"/></xsl:call-template>
			<xsl:text>,"","",</xsl:text><xsl:call-template name="field"><xsl:with-param name="text" select="@clause"/></xsl:call-template>
			<xsl:text>,"","","",""&#13;&#10;</xsl:text>
		</xsl:for-each>
	</xsl:template>

	<xsl:template name="field">
		<xsl:param name="text"/>
		<xsl:text>"</xsl:text>
		<xsl:if test="$text != '' and contains('=+-@＝＋－＠&#9;&#10;&#13;', substring($text, 1, 1))">'</xsl:if>
		<xsl:value-of select="concat(h:replace($text, '&quot;', '&quot;&quot;'), '&quot;')"/>
	</xsl:template>
</xsl:stylesheet>
