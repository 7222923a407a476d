<?xml version="1.0" encoding="UTF-8"?>
<!--
  The evaluation as a workbook: a sheet for each table of the report.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="problems.xsl"/>
	<xsl:include href="../evaluation.xsl"/>

	<xsl:variable name="title">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'e-title'"/>
			<xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:variable>

	<xsl:template match="/">
		<book title="{$title}" author="{$result/@program}" created="{$result/@as-of}">
			<xsl:if test="$phase = 'begin'">
				<xsl:call-template name="styles"/>
				<xsl:call-template name="ev-results"/>
				<xsl:call-template name="ev-faults"/>
				<xsl:call-template name="ev-agreement"/>
				<xsl:call-template name="ev-method"/>
				<xsl:call-template name="draws"/>
			</xsl:if>
		</book>
	</xsl:template>

	<!-- Each draw of the database with what draws it again. -->
	<xsl:template name="draws">
		<xsl:call-template name="ev-table">
			<xsl:with-param name="title" select="'e-sheet-sample'"/>
			<xsl:with-param name="widths" select="'600 2400 3000 800 6600 6600 '"/>
			<xsl:with-param name="ids" select="'e-c-round e-c-seed e-c-terms e-c-drawn e-c-frame e-c-list '"/>
			<xsl:with-param name="rows">
				<xsl:for-each select="$evaluation/h:draw">
					<xsl:call-template name="ev-row"><xsl:with-param name="cells">
						<xsl:call-template name="ev-cell"><xsl:with-param name="text" select="@round"/></xsl:call-template>
						<xsl:call-template name="ev-cell"><xsl:with-param name="text" select="@seed"/></xsl:call-template>
						<xsl:call-template name="ev-cell"><xsl:with-param name="text" select="@terms"/></xsl:call-template>
						<xsl:call-template name="ev-number"><xsl:with-param name="n" select="@drawn"/></xsl:call-template>
						<xsl:call-template name="ev-cell"><xsl:with-param name="text" select="@frame"/></xsl:call-template>
						<xsl:call-template name="ev-cell"><xsl:with-param name="text" select="@sha256"/></xsl:call-template>
					</xsl:with-param></xsl:call-template>
				</xsl:for-each>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="ev-h1"/>
	<xsl:template name="ev-h2"/>
	<xsl:template name="ev-p"/>
	<xsl:template name="ev-small"/>
	<xsl:template name="ev-cell"><xsl:param name="text"/><cell style="text"><xsl:value-of select="$text"/></cell></xsl:template>
	<xsl:template name="ev-number"><xsl:param name="n"/><cell style="mid" type="number"><xsl:value-of select="$n"/></cell></xsl:template>
	<xsl:template name="ev-row"><xsl:param name="cells"/><row min-height="20"><xsl:copy-of select="$cells"/></row></xsl:template>

	<xsl:template name="ev-columns">
		<xsl:param name="widths"/>
		<xsl:if test="$widths != ''">
			<column width="{substring-before($widths, ' ') div 100}"/>
			<xsl:call-template name="ev-columns"><xsl:with-param name="widths" select="substring-after($widths, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="ev-table">
		<xsl:param name="title"/>
		<xsl:param name="widths"/>
		<xsl:param name="ids"/>
		<xsl:param name="rows"/>
		<xsl:variable name="name"><xsl:value-of select="h:say($lang, $title)"/></xsl:variable>
		<xsl:variable name="n" select="string-length($ids) - string-length(translate($ids, ' ', ''))"/>
		<sheet name="{$name}" landscape="yes" freeze-rows="3" repeat-rows="3" footer="{$footer}">
			<xsl:call-template name="ev-columns"><xsl:with-param name="widths" select="$widths"/></xsl:call-template>
			<row height="30"><cell style="title" span="{$n}"><xsl:value-of select="$title-of-book"/></cell></row>
			<row height="20"><cell style="about" span="{$n}">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'e-book-about'"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="b"><xsl:call-template name="masking"/></xsl:with-param>
				</xsl:call-template>
			</cell></row>
			<row height="30"><xsl:call-template name="heads"><xsl:with-param name="ids" select="$ids"/></xsl:call-template></row>
			<xsl:copy-of select="$rows"/>
		</sheet>
	</xsl:template>
	<xsl:variable name="title-of-book" select="$title"/>
</xsl:stylesheet>
