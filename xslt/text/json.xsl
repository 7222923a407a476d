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
		<xsl:value-of select="concat('&quot;verdict&quot;:', h:json($result/@verdict))"/>
		<xsl:value-of select="concat(',&quot;asOf&quot;:', h:json($result/@as-of))"/>
		<xsl:value-of select="concat(',&quot;year&quot;:', h:json($result/@year))"/>
		<xsl:value-of select="concat(',&quot;division&quot;:', h:json($result/h:street/@division))"/>
		<xsl:value-of select="concat(',&quot;plan&quot;:', h:json($result/h:plan/h:title))"/>
		<xsl:value-of select="concat(',&quot;program&quot;:', h:json($result/@program))"/>
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
		<xsl:value-of select="concat('&quot;id&quot;:', h:json(@id))"/>
		<xsl:value-of select="concat(',&quot;group&quot;:', h:json(@group))"/>
		<xsl:value-of select="concat(',&quot;severity&quot;:', h:json(@severity))"/>
		<xsl:value-of select="concat(',&quot;clause&quot;:', h:json(@clause))"/>
		<xsl:value-of select="concat(',&quot;answer&quot;:', h:json(@answer))"/>
			<xsl:if test="h:reason">
		<xsl:value-of select="concat(',&quot;reason&quot;:', h:json(h:reason))"/>
			</xsl:if>
			<xsl:if test="h:reading">
				<xsl:text>,"readings":[</xsl:text>
				<xsl:for-each select="h:reading">
					<xsl:if test="position() &gt; 1">,</xsl:if>
					<xsl:text>{</xsl:text>
		<xsl:value-of select="concat('&quot;id&quot;:', h:json(@id))"/>
		<xsl:value-of select="concat(',&quot;title&quot;:', h:json(h:title))"/>
					<xsl:value-of select="concat(',&quot;count&quot;:', @count, ',&quot;total&quot;:', @total, '}')"/>
				</xsl:for-each>
				<xsl:text>]</xsl:text>
			</xsl:if>
			<xsl:value-of select="concat(',&quot;findings&quot;:', @findings, ',&quot;households&quot;:', @households)"/>
		<xsl:value-of select="concat(',&quot;title&quot;:', h:json(h:title))"/>
			<xsl:text>}</xsl:text>
		</xsl:for-each>
		<xsl:text>],"findings":[</xsl:text>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:call-template name="comma-unless-first"/>
		<xsl:text>&#10;{</xsl:text>
		<xsl:value-of select="concat('&quot;id&quot;:', h:json(@id))"/>
		<xsl:value-of select="concat(',&quot;check&quot;:', h:json(@check))"/>
		<xsl:value-of select="concat(',&quot;severity&quot;:', h:json(@severity))"/>
		<xsl:value-of select="concat(',&quot;status&quot;:', h:json(@status))"/>
		<xsl:value-of select="concat(',&quot;village&quot;:', h:json(@village))"/>
		<xsl:value-of select="concat(',&quot;villageName&quot;:', h:json(@village-name))"/>
		<xsl:value-of select="concat(',&quot;household&quot;:', h:json(@household))"/>
		<xsl:value-of select="concat(',&quot;head&quot;:', h:json(@head))"/>
		<xsl:value-of select="concat(',&quot;member&quot;:', h:json(@member))"/>
		<xsl:value-of select="concat(',&quot;name&quot;:', h:json(@name))"/>
		<xsl:value-of select="concat(',&quot;step&quot;:', h:json(@step))"/>
		<xsl:value-of select="concat(',&quot;file&quot;:', h:json(@file))"/>
		<xsl:value-of select="concat(',&quot;line&quot;:', @line)"/>
		<xsl:if test="not(@line)">null</xsl:if>
		<xsl:value-of select="concat(',&quot;record&quot;:', h:json(@record))"/>
		<xsl:value-of select="concat(',&quot;message&quot;:', h:json(h:message))"/>
		<xsl:value-of select="concat(',&quot;found&quot;:', h:json(h:found))"/>
		<xsl:value-of select="concat(',&quot;expected&quot;:', h:json(h:expected))"/>
		<xsl:value-of select="concat(',&quot;clause&quot;:', h:json(key('check', @check)/@clause))"/>
		<xsl:value-of select="concat(',&quot;remedy&quot;:', h:json(key('check', @check)/h:remedy))"/>
		<xsl:if test="@state">
		<xsl:value-of select="concat(',&quot;state&quot;:', h:json(@state))"/>
		<xsl:value-of select="concat(',&quot;since&quot;:', h:json(@since))"/>
			<xsl:value-of select="concat(',&quot;times&quot;:', @times)"/>
			<xsl:if test="not(@times)">1</xsl:if>
			<xsl:value-of select="concat(',&quot;settled&quot;:', boolean(@settled))"/>
		<xsl:value-of select="concat(',&quot;facts&quot;:', h:json(@facts))"/>
		</xsl:if>
		<xsl:text>,"evidence":[</xsl:text>
		<xsl:for-each select="h:evidence">
			<xsl:if test="position() &gt; 1">,</xsl:if>
			<xsl:text>{</xsl:text>
		<xsl:value-of select="concat('&quot;name&quot;:', h:json(@name))"/>
		<xsl:value-of select="concat(',&quot;label&quot;:', h:json(@label))"/>
		<xsl:value-of select="concat(',&quot;value&quot;:', h:json(.))"/>
			<xsl:text>}</xsl:text>
		</xsl:for-each>
		<xsl:text>]}</xsl:text>
	</xsl:template>

	<xsl:template name="end">]}<xsl:value-of select="$line-feed"/></xsl:template>
</xsl:stylesheet>
