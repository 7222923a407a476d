<?xml version="1.0" encoding="UTF-8"?>
<!--
  The problems as SARIF 2.1.0, for tools that show findings in files.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="text.xsl"/>

	<xsl:template name="begin">
		<xsl:text>{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","tool":{"driver":{"name":"hecha"</xsl:text>
		<xsl:value-of select="concat(',&quot;version&quot;:', h:json(substring-after($result/@program, ' ')))"/>
		<xsl:text>,"language":"</xsl:text>
		<xsl:choose><xsl:when test="$lang = 'zh'">zh-CN</xsl:when><xsl:otherwise>en</xsl:otherwise></xsl:choose>
		<xsl:text>","rules":[</xsl:text>
		<xsl:for-each select="$result/h:checks/h:check">
			<xsl:if test="position() &gt; 1">,</xsl:if>
			<xsl:text>&#10;{</xsl:text>
		<xsl:value-of select="concat('&quot;id&quot;:', h:json(@id))"/>
			<xsl:text>,"shortDescription":{</xsl:text>
		<xsl:value-of select="concat('&quot;text&quot;:', h:json(h:title))"/>
			<xsl:text>}</xsl:text>
			<xsl:if test="h:expected != ''">
				<xsl:text>,"fullDescription":{</xsl:text>
		<xsl:value-of select="concat('&quot;text&quot;:', h:json(h:expected))"/>
				<xsl:text>}</xsl:text>
			</xsl:if>
			<xsl:if test="h:remedy != ''">
				<xsl:text>,"help":{</xsl:text>
		<xsl:value-of select="concat('&quot;text&quot;:', h:json(h:remedy))"/>
				<xsl:text>}</xsl:text>
			</xsl:if>
			<xsl:text>,"defaultConfiguration":{"level":"</xsl:text><xsl:call-template name="level"/><xsl:text>"},"properties":{</xsl:text>
		<xsl:value-of select="concat('&quot;group&quot;:', h:json(@group))"/>
		<xsl:value-of select="concat(',&quot;clause&quot;:', h:json(@clause))"/>
		<xsl:value-of select="concat(',&quot;answer&quot;:', h:json(@answer))"/>
			<xsl:if test="h:reason or h:reading">
		<xsl:variable name="notes"><xsl:call-template name="answer-notes"/></xsl:variable>
		<xsl:value-of select="concat(',&quot;notes&quot;:', h:json($notes))"/>
			</xsl:if>
			<xsl:text>}}</xsl:text>
		</xsl:for-each>
		<xsl:text>]}},"results":[</xsl:text>
	</xsl:template>

	<xsl:template name="level">
		<xsl:choose>
			<xsl:when test="@severity = 'error'">error</xsl:when>
			<xsl:when test="@severity = 'suspect'">warning</xsl:when>
			<xsl:otherwise>note</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:variable name="where">
			<xsl:value-of select="$result/h:street/@division"/>
			<xsl:if test="@village != ''"><xsl:value-of select="concat('/', @village)"/></xsl:if>
			<xsl:if test="@household != ''"><xsl:value-of select="concat('/', @household)"/></xsl:if>
			<xsl:if test="@member != ''"><xsl:value-of select="concat('/', @member)"/></xsl:if>
		</xsl:variable>
		<xsl:call-template name="comma-unless-first"/>
		<xsl:text>&#10;{</xsl:text>
		<xsl:value-of select="concat('&quot;ruleId&quot;:', h:json(@check))"/>
		<xsl:text>,"level":"</xsl:text><xsl:call-template name="level"/><xsl:text>","message":{</xsl:text>
		<xsl:value-of select="concat('&quot;text&quot;:', h:json(h:message))"/>
		<xsl:text>},"locations":[{</xsl:text>
		<xsl:if test="@file != ''">
			<xsl:text>"physicalLocation":{"artifactLocation":{"uri":</xsl:text>
			<xsl:value-of select="h:json(h:uri(@file))"/>
			<xsl:text>}</xsl:text>
			<xsl:if test="@line &gt; 0"><xsl:value-of select="concat(',&quot;region&quot;:{&quot;startLine&quot;:', @line, '}')"/></xsl:if>
			<xsl:text>},</xsl:text>
		</xsl:if>
		<xsl:text>"logicalLocations":[{</xsl:text>
		<xsl:value-of select="concat('&quot;fullyQualifiedName&quot;:', h:json($where))"/>
		<xsl:text>}]}],"partialFingerprints":{</xsl:text>
		<xsl:value-of select="concat('&quot;hecha/v1&quot;:', h:json(@id))"/>
		<xsl:text>}</xsl:text>
		<xsl:if test="@state">
			<xsl:text>,"baselineState":"</xsl:text>
			<xsl:choose>
				<xsl:when test="@state = 'new' or @state = 'back'">new</xsl:when>
				<xsl:when test="@state = 'reopened'">updated</xsl:when>
				<xsl:otherwise>unchanged</xsl:otherwise>
			</xsl:choose>
			<xsl:text>"</xsl:text>
		</xsl:if>
		<xsl:if test="@settled">
			<xsl:text>,"suppressions":[{"kind":"external","status":"accepted"}]</xsl:text>
		</xsl:if>
		<xsl:text>}</xsl:text>
	</xsl:template>

	<xsl:template name="end">]}]}<xsl:value-of select="$line-feed"/></xsl:template>
</xsl:stylesheet>
