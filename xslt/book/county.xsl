<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview of the level above as a workbook: streets to filter and sort, and
  day by day (the vocabulary stands in src/report/workbook.h).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="table.xsl"/>
	<xsl:import href="../county.xsl"/>

	<xsl:template match="/">
		<book title="{$title}" author="{$result/@program}" created="{$result/@year}-12-31">
			<style name="title" font="宋体" size="14" bold="yes"/>
			<style name="plain" font="宋体" size="10"/>
			<style name="head" font="宋体" size="10" bold="yes" wrap="yes" centre="yes" border="yes" fill="E4E9EF"/>
			<style name="text" font="宋体" size="10" wrap="yes" top="yes" border="yes"/>
			<style name="mid" font="宋体" size="10" top="yes" centre="yes" border="yes"/>
			<style name="good" font="宋体" size="10" top="yes" centre="yes" border="yes" fill="E6F2E6"/>
			<style name="bad" font="宋体" size="10" bold="yes" top="yes" centre="yes" border="yes" color="9C2A1E" fill="F9E4DF"/>
			<style name="open" font="宋体" size="10" top="yes" centre="yes" border="yes" color="565F67"/>
			<xsl:call-template name="streets"/>
			<xsl:call-template name="days"/>
		</book>
	</xsl:template>

	<xsl:template name="streets">
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'streets']/h:*[@style]"/>
		<sheet landscape="yes" freeze-rows="5" freeze-columns="1" repeat-rows="5" filter-row="5">
			<xsl:attribute name="name"><xsl:value-of select="h:say($lang, 'c-t-streets')"/></xsl:attribute>
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
			<row><cell style="title"><xsl:value-of select="$title"/></cell></row>
			<row><cell style="plain"><xsl:call-template name="sums"/></cell></row>
			<row><cell style="plain"><xsl:call-template name="counts"/></cell></row>
			<row><cell style="plain"><xsl:call-template name="ordered"/><xsl:value-of select="h:say($lang, 'c-note')"/><xsl:call-template name="small-note"/></cell></row>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="height"/></xsl:call-template>
			<xsl:for-each select="$result/h:street"><row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></row></xsl:for-each>
		</sheet>
	</xsl:template>

	<xsl:template match="h:street" mode="cell">
		<xsl:param name="column"/>
		<xsl:variable name="fact" select="h:at(., $column)"/>
		<cell style="{$fact}"><xsl:apply-templates select="$fact" mode="word"/></cell>
	</xsl:template>

	<xsl:template name="days">
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'days']/h:*[@style]"/>
		<sheet freeze-rows="1" repeat-rows="1">
			<xsl:attribute name="name"><xsl:value-of select="h:say($lang, 'c-t-days')"/></xsl:attribute>
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="height"/></xsl:call-template>
			<xsl:for-each select="$result/h:day"><row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></row></xsl:for-each>
		</sheet>
	</xsl:template>
</xsl:stylesheet>
