<?xml version="1.0" encoding="UTF-8"?>
<!--
  Field sheets of an evaluation as a document: a page for each household whose
  visit is not known yet, in the order of the route.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="word.xsl"/>

	<xsl:template name="title"><xsl:value-of select="h:say($lang, 'f-title')"/></xsl:template>

	<xsl:template name="text">
		<xsl:for-each select="$result/h:evaluation/h:visit[not(@told)]">
			<xsl:call-template name="sheet"><xsl:with-param name="n" select="position()"/></xsl:call-template>
		</xsl:for-each>
		<xsl:if test="not($result/h:evaluation/h:visit[not(@told)])">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'f-none'"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="sheet">
		<xsl:param name="n"/>
		<w:p>
			<w:pPr><w:pStyle w:val="AnnexTitle"/><w:pageBreakBefore><xsl:if test="$n = 1"><xsl:attribute name="w:val">0</xsl:attribute></xsl:if></w:pageBreakBefore></w:pPr>
			<w:r><w:t><xsl:call-template name="title"/></w:t></w:r>
		</w:p>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'f-sheet-title'"/>
			<xsl:with-param name="a"><xsl:value-of select="@village-name"/><xsl:if test="not(@village-name)"><xsl:value-of select="@village"/></xsl:if></xsl:with-param>
			<xsl:with-param name="b" select="@id"/><xsl:with-param name="c" select="h:title"/>
		</xsl:call-template>
		<xsl:call-template name="say-p"><xsl:with-param name="id" select="'f-about'"/><xsl:with-param name="a" select="@name"/><xsl:with-param name="b"><xsl:value-of select="h:number"/><xsl:if test="not(h:number)">—</xsl:if></xsl:with-param></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'f-about-2'"/>
			<xsl:with-param name="a"><xsl:value-of select="@group"/><xsl:if test="not(@group)">—</xsl:if></xsl:with-param>
			<xsl:with-param name="b" select="@persons"/>
			<xsl:with-param name="c"><xsl:call-template name="say">
				<xsl:with-param name="id"><xsl:choose><xsl:when test="@judgement">f-judgement</xsl:when><xsl:otherwise><xsl:value-of select="concat('f-role-', @role)"/></xsl:otherwise></xsl:choose></xsl:with-param>
				<xsl:with-param name="a" select="@replaces"/>
			</xsl:call-template></xsl:with-param>
		</xsl:call-template>
		<w:tbl>
			<xsl:call-template name="table-head"><xsl:with-param name="name" select="'visit'"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'visit'"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'persons'"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'fault'"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'found'"/><xsl:with-param name="height" select="2200"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'evidence'"/><xsl:with-param name="height" select="1600"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'satisfied'"/></xsl:call-template>
			<xsl:call-template name="question"><xsl:with-param name="id" select="'appeal'"/><xsl:with-param name="height" select="1400"/></xsl:call-template>
		</w:tbl>
		<xsl:call-template name="table-end"/>
		<xsl:call-template name="say-p"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="id" select="'f-signers'"/></xsl:call-template>
	</xsl:template>

	<!-- A question, and what can be ticked or room to write. -->
	<xsl:template name="question">
		<xsl:param name="id"/>
		<xsl:param name="height" select="640"/>
		<w:tr>
			<w:trPr><w:cantSplit/><w:trHeight w:val="{$height}"/></w:trPr>
			<xsl:call-template name="cell"><xsl:with-param name="text"><xsl:value-of select="h:say($lang, concat('f-q-', $id))"/></xsl:with-param></xsl:call-template>
			<xsl:call-template name="cell"><xsl:with-param name="text"><xsl:if test="$height = 640"><xsl:value-of select="h:say($lang, concat('f-a-', $id))"/></xsl:if></xsl:with-param></xsl:call-template>
		</w:tr>
	</xsl:template>
</xsl:stylesheet>
