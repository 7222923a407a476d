<?xml version="1.0" encoding="UTF-8"?>
<!--
  The problems as JSON: an object with the verdict, the counts, the checks and
  the findings, which have the keys of "findings" and more.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="text.xsl"/>

	<xsl:template name="begin">
		<xsl:text>{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'verdict'"/><xsl:with-param name="text" select="$result/@verdict"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'asOf'"/><xsl:with-param name="text" select="$result/@as-of"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'year'"/><xsl:with-param name="text" select="$result/@year"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'division'"/><xsl:with-param name="text" select="$result/h:street/@division"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'plan'"/><xsl:with-param name="text" select="$result/h:plan/h:title"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'program'"/><xsl:with-param name="text" select="$result/@program"/></xsl:call-template>
		<xsl:value-of select="concat(',&quot;masked&quot;:', $result/@masked)"/>
		<xsl:text>,"totals":{</xsl:text>
		<xsl:for-each select="$totals/@*">
			<xsl:if test="position() &gt; 1">,</xsl:if>
			<xsl:value-of select="concat('&quot;', name(), '&quot;:', .)"/>
		</xsl:for-each>
		<xsl:text>},"checks":[</xsl:text>
		<xsl:for-each select="$result/h:checks/h:check">
			<xsl:if test="position() &gt; 1">,</xsl:if>
			<xsl:text>&#10;{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'id'"/><xsl:with-param name="text" select="@id"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'group'"/><xsl:with-param name="text" select="@group"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'severity'"/><xsl:with-param name="text" select="@severity"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'clause'"/><xsl:with-param name="text" select="@clause"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'answer'"/><xsl:with-param name="text" select="@answer"/></xsl:call-template>
			<xsl:if test="h:reason">
		<xsl:call-template name="member"><xsl:with-param name="name" select="'reason'"/><xsl:with-param name="text" select="h:reason"/></xsl:call-template>
			</xsl:if>
			<xsl:if test="h:reading">
				<xsl:text>,"readings":[</xsl:text>
				<xsl:for-each select="h:reading">
					<xsl:if test="position() &gt; 1">,</xsl:if>
					<xsl:text>{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'id'"/><xsl:with-param name="text" select="@id"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'title'"/><xsl:with-param name="text" select="h:title"/></xsl:call-template>
					<xsl:value-of select="concat(',&quot;count&quot;:', @count, ',&quot;total&quot;:', @total, '}')"/>
				</xsl:for-each>
				<xsl:text>]</xsl:text>
			</xsl:if>
			<xsl:value-of select="concat(',&quot;findings&quot;:', @findings, ',&quot;households&quot;:', @households)"/>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'title'"/><xsl:with-param name="text" select="h:title"/></xsl:call-template>
			<xsl:text>}</xsl:text>
		</xsl:for-each>
		<xsl:text>],"findings":[</xsl:text>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:call-template name="comma-unless-first"/>
		<xsl:text>&#10;{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'id'"/><xsl:with-param name="text" select="@id"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'check'"/><xsl:with-param name="text" select="@check"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'severity'"/><xsl:with-param name="text" select="@severity"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'status'"/><xsl:with-param name="text" select="@status"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'village'"/><xsl:with-param name="text" select="@village"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'villageName'"/><xsl:with-param name="text" select="@village-name"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'household'"/><xsl:with-param name="text" select="@household"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'head'"/><xsl:with-param name="text" select="@head"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'member'"/><xsl:with-param name="text" select="@member"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="text" select="@name"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'step'"/><xsl:with-param name="text" select="@step"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'file'"/><xsl:with-param name="text" select="@file"/></xsl:call-template>
		<xsl:value-of select="concat(',&quot;line&quot;:', @line)"/>
		<xsl:if test="not(@line)">null</xsl:if>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'record'"/><xsl:with-param name="text" select="@record"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'message'"/><xsl:with-param name="text" select="h:message"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'found'"/><xsl:with-param name="text" select="h:found"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'expected'"/><xsl:with-param name="text" select="h:expected"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'clause'"/><xsl:with-param name="text" select="key('check', @check)/@clause"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'remedy'"/><xsl:with-param name="text" select="key('check', @check)/h:remedy"/></xsl:call-template>
		<xsl:if test="@state">
		<xsl:call-template name="member"><xsl:with-param name="name" select="'state'"/><xsl:with-param name="text" select="@state"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'since'"/><xsl:with-param name="text" select="@since"/></xsl:call-template>
			<xsl:value-of select="concat(',&quot;times&quot;:', @times)"/>
			<xsl:if test="not(@times)">1</xsl:if>
			<xsl:value-of select="concat(',&quot;settled&quot;:', boolean(@settled))"/>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'facts'"/><xsl:with-param name="text" select="@facts"/></xsl:call-template>
		</xsl:if>
		<xsl:text>,"evidence":[</xsl:text>
		<xsl:for-each select="h:evidence">
			<xsl:if test="position() &gt; 1">,</xsl:if>
			<xsl:text>{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'name'"/><xsl:with-param name="text" select="@name"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'label'"/><xsl:with-param name="text" select="@label"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'value'"/><xsl:with-param name="text" select="."/></xsl:call-template>
			<xsl:text>}</xsl:text>
		</xsl:for-each>
		<xsl:text>]}</xsl:text>
	</xsl:template>

	<xsl:template name="end">]}<xsl:value-of select="$line-feed"/></xsl:template>
</xsl:stylesheet>
