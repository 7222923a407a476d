<?xml version="1.0" encoding="UTF-8"?>
<!--
  The problems as SARIF 2.1.0, for tools that show findings in files.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="text.xsl"/>

	<xsl:template name="begin">
		<xsl:text>{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","tool":{"driver":{"name":"hecha"</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'version'"/><xsl:with-param name="text" select="substring-after($result/@program, ' ')"/></xsl:call-template>
		<xsl:text>,"language":"</xsl:text>
		<xsl:choose><xsl:when test="$lang = 'zh'">zh-CN</xsl:when><xsl:otherwise>en</xsl:otherwise></xsl:choose>
		<xsl:text>","rules":[</xsl:text>
		<xsl:for-each select="$result/h:checks/h:check">
			<xsl:if test="position() &gt; 1">,</xsl:if>
			<xsl:text>&#10;{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'id'"/><xsl:with-param name="text" select="@id"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
			<xsl:text>,"shortDescription":{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="text" select="h:title"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
			<xsl:text>}</xsl:text>
			<xsl:if test="h:expected != ''">
				<xsl:text>,"fullDescription":{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="text" select="h:expected"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
				<xsl:text>}</xsl:text>
			</xsl:if>
			<xsl:if test="h:remedy != ''">
				<xsl:text>,"help":{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="text" select="h:remedy"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
				<xsl:text>}</xsl:text>
			</xsl:if>
			<xsl:text>,"defaultConfiguration":{"level":"</xsl:text><xsl:call-template name="level"/><xsl:text>"},"properties":{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'group'"/><xsl:with-param name="text" select="@group"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'clause'"/><xsl:with-param name="text" select="@clause"/></xsl:call-template>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'answer'"/><xsl:with-param name="text" select="@answer"/></xsl:call-template>
			<xsl:if test="h:reason or h:reading">
		<xsl:call-template name="member"><xsl:with-param name="name" select="'notes'"/><xsl:with-param name="text"><xsl:call-template name="answer-notes"/></xsl:with-param></xsl:call-template>
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
		<xsl:call-template name="member"><xsl:with-param name="name" select="'ruleId'"/><xsl:with-param name="text" select="@check"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:text>,"level":"</xsl:text><xsl:call-template name="level"/><xsl:text>","message":{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'text'"/><xsl:with-param name="text" select="h:message"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:text>},"locations":[{</xsl:text>
		<xsl:if test="@file != ''">
			<xsl:text>"physicalLocation":{"artifactLocation":{"uri":</xsl:text>
			<xsl:call-template name="json"><xsl:with-param name="text" select="h:uri(@file)"/></xsl:call-template>
			<xsl:text>}</xsl:text>
			<xsl:if test="@line &gt; 0"><xsl:value-of select="concat(',&quot;region&quot;:{&quot;startLine&quot;:', @line, '}')"/></xsl:if>
			<xsl:text>},</xsl:text>
		</xsl:if>
		<xsl:text>"logicalLocations":[{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'fullyQualifiedName'"/><xsl:with-param name="text" select="$where"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
		<xsl:text>}]}],"partialFingerprints":{</xsl:text>
		<xsl:call-template name="member"><xsl:with-param name="name" select="'hecha/v1'"/><xsl:with-param name="text" select="@id"/><xsl:with-param name="comma" select="''"/></xsl:call-template>
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
