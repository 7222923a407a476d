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
		<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'draws'"/><xsl:with-param name="rows" select="$evaluation/h:draw"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="ev-h1"/>
	<xsl:template name="ev-h2"/>
	<xsl:template name="ev-p"/>
	<xsl:template name="ev-small"/>

	<xsl:template name="ev-table">
		<xsl:param name="name"/>
		<xsl:param name="rows"/>
		<xsl:variable name="table" select="document('../tables.xml')/*/h:table[@id = $name]"/>
		<xsl:variable name="columns" select="$table/h:*[@style]"/>
		<xsl:variable name="sheet"><xsl:value-of select="h:say($lang, $table/@title)"/></xsl:variable>
		<sheet name="{$sheet}" landscape="yes" freeze-rows="3" repeat-rows="3" footer="{$footer}">
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
			<row height="30"><cell style="title" span="{count($columns)}"><xsl:value-of select="$title"/></cell></row>
			<row height="20"><cell style="about" span="{count($columns)}">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'e-book-about'"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="b"><xsl:call-template name="masking"/></xsl:with-param>
				</xsl:call-template>
			</cell></row>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="height" select="30"/></xsl:call-template>
			<xsl:for-each select="$rows"><row min-height="20"><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></row></xsl:for-each>
		</sheet>
	</xsl:template>
</xsl:stylesheet>
