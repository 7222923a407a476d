<?xml version="1.0" encoding="UTF-8"?>
<!--
  The checks as JUnit XML: a suite for each group, a case for each check. Only
  errors fail a case; what could not be checked is skipped.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="../common.xsl"/>

	<xsl:output method="xml" encoding="UTF-8" indent="yes" omit-xml-declaration="yes"/>

	<xsl:param name="phase" select="'begin'"/>

	<xsl:variable name="checks" select="$result/h:checks/h:check"/>

	<xsl:template match="/">
		<xsl:if test="$phase = 'begin'">
			<testsuites name="hecha" tests="{count($checks)}" failures="{count($checks[@answer = 'fail' and @severity = 'error'])}" errors="{count($checks[@answer = 'error'])}">
				<xsl:apply-templates select="$result/h:groups/h:group"/>
			</testsuites>
		</xsl:if>
	</xsl:template>

	<xsl:template match="h:group">
		<xsl:variable name="these" select="$checks[@group = current()/@id]"/>
		<testsuite name="{h:title}" tests="{count($these)}" failures="{count($these[@answer = 'fail' and @severity = 'error'])}" errors="{count($these[@answer = 'error'])}" skipped="{count($these[@answer = 'not-checkable' or @answer = 'skipped' or @answer = 'pending' or @answer = 'not-applicable'])}" timestamp="{$result/@as-of}T00:00:00">
			<xsl:apply-templates select="$these"/>
		</testsuite>
	</xsl:template>

	<xsl:template match="h:check">
		<testcase classname="hecha.{@group}" name="{@id} {h:title}">
			<xsl:variable name="answer"><xsl:call-template name="answer"/></xsl:variable>
			<xsl:variable name="notes"><xsl:call-template name="answer-notes"/></xsl:variable>
			<xsl:variable name="told">
				<xsl:value-of select="$answer"/>
				<xsl:if test="h:reason">: <xsl:value-of select="h:reason"/></xsl:if>
			</xsl:variable>
			<xsl:choose>
				<xsl:when test="@answer = 'fail' and @severity = 'error'"><failure type="error" message="{$answer}: {@findings}"/></xsl:when>
				<xsl:when test="@answer = 'error'"><error type="error" message="{$told}"/></xsl:when>
				<xsl:when test="@answer != 'pass' and @answer != 'fail'"><skipped message="{$told}"/></xsl:when>
			</xsl:choose>
			<xsl:variable name="doubts"><xsl:if test="@answer = 'fail' and @severity != 'error'"><xsl:value-of select="concat($answer, ': ', @findings)"/></xsl:if></xsl:variable>
			<xsl:variable name="more"><xsl:if test="h:reading or (h:reason and @answer = 'fail')"><xsl:value-of select="$notes"/></xsl:if></xsl:variable>
			<xsl:if test="$doubts != '' or $more != ''">
				<system-out>
					<xsl:value-of select="$doubts"/>
					<xsl:if test="$doubts != '' and $more != ''"><xsl:text>&#10;</xsl:text></xsl:if>
					<xsl:value-of select="$more"/>
				</system-out>
			</xsl:if>
		</testcase>
	</xsl:template>
</xsl:stylesheet>
