<?xml version="1.0" encoding="UTF-8"?>
<!--
  The annex of the acceptance report as a workbook: the households that exit by
  village, and one by one, with room for what the group that accepts thinks.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="problems.xsl"/>

	<xsl:variable name="sheet-households"><xsl:value-of select="h:say($lang, 'a-sheet-households')"/></xsl:variable>
	<xsl:variable name="sheet-villages"><xsl:value-of select="h:say($lang, 'a-by-village', $place, $places)"/></xsl:variable>
	<xsl:variable name="title">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'a-book-title'"/>
			<xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:variable>

	<!-- How many came before those that are in the tree. -->
	<xsl:param name="from" select="0"/>

	<xsl:template match="/">
		<book title="{$title}" author="{$result/@program}" created="{$result/@as-of}">
			<xsl:choose>
				<xsl:when test="$phase = 'begin'">
					<xsl:call-template name="styles"/>
					<xsl:call-template name="by-village"/>
					<xsl:if test="$acceptance/@exits &gt; 0"><xsl:call-template name="one-by-one"/></xsl:if>
				</xsl:when>
				<xsl:when test="$phase = 'exits'">
					<sheet name="{$sheet-households}">
						<xsl:apply-templates select="$acceptance/h:household"/>
					</sheet>
				</xsl:when>
				<xsl:otherwise><xsl:call-template name="annex"/></xsl:otherwise>
			</xsl:choose>
		</book>
	</xsl:template>

	<xsl:template name="top">
		<xsl:param name="columns"/>
		<row height="30"><cell style="title" span="{$columns}"><xsl:value-of select="$title"/></cell></row>
		<row height="20">
			<cell style="about" span="{$columns}">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'a-book-about'"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="b" select="$acceptance/@exits"/>
					<xsl:with-param name="c"><xsl:call-template name="exits-told"/></xsl:with-param>
					<xsl:with-param name="d"><xsl:call-template name="masking"/></xsl:with-param>
				</xsl:call-template>
			</cell>
		</row>
		<xsl:call-template name="left-out-row"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="by-village">
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'exits']/h:*[@style]"/>
		<sheet name="{$sheet-villages}" freeze-rows="3" repeat-rows="3" footer="{$footer}">
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
			<xsl:call-template name="top"><xsl:with-param name="columns" select="7"/></xsl:call-template>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="height" select="30"/></xsl:call-template>
			<xsl:for-each select="$lines[@exits]"><row min-height="20"><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></row></xsl:for-each>
			<xsl:for-each select="$acceptance"><row min-height="20"><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="part" select="'total'"/></xsl:call-template></row></xsl:for-each>
			<xsl:if test="$acceptance/@exits = 0">
				<row height="24"><cell style="about" span="7"><xsl:value-of select="h:say($lang, 'a-no-exits')"/></cell></row>
			</xsl:if>
		</sheet>
	</xsl:template>

	<xsl:variable name="exit-columns" select="document('../tables.xml')/*/h:table[@id = 'exit']/h:*[@style]"/>
	<xsl:template name="one-by-one">
		<sheet name="{$sheet-households}" landscape="yes" freeze-rows="4" freeze-columns="4" repeat-rows="4" filter-row="4" print-columns="15" footer="{$footer}">
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$exit-columns"/></xsl:call-template>
			<xsl:call-template name="top"><xsl:with-param name="columns" select="15"/></xsl:call-template>
			<row height="24"><cell style="about" span="15"><xsl:value-of select="h:say($lang, 'a-signers')"/></cell></row>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$exit-columns"/><xsl:with-param name="height" select="30"/></xsl:call-template>
		</sheet>
	</xsl:template>

	<xsl:template match="h:acceptance/h:household">
		<row min-height="24"><xsl:call-template name="cells"><xsl:with-param name="columns" select="$exit-columns"/><xsl:with-param name="n" select="$from + position()"/></xsl:call-template></row>
	</xsl:template>

	<xsl:template match="h:acceptance/h:household" mode="cell">
		<cell style="mid">
			<xsl:if test="@verdict = 'not-met'"><xsl:attribute name="style">error</xsl:attribute></xsl:if>
			<xsl:value-of select="h:say($lang, concat('a-', @verdict))"/>
		</cell>
	</xsl:template>
</xsl:stylesheet>
