<?xml version="1.0" encoding="UTF-8"?>
<!--
  The problem list as a workbook (vocabulary: src/book.h). mode: head (styles,
  the sheet and its title rows), part (rows of the findings in the tree), or
  summary (nothing more to add than the book's end).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">
	<xsl:import href="common.xsl"/>
	<xsl:param name="mode" select="'head'"/>

	<xsl:template name="m">
		<xsl:param name="id"/>
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="$id"/>
			<xsl:with-param name="a" select="$a"/>
			<xsl:with-param name="b" select="$b"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="cell">
		<xsl:param name="id"/>
		<cell style="head"><xsl:call-template name="m"><xsl:with-param name="id" select="$id"/></xsl:call-template></cell>
	</xsl:template>

	<xsl:template match="/h:result">
		<xsl:variable name="street"><xsl:call-template name="street"/></xsl:variable>
		<xsl:variable name="sheet"><xsl:call-template name="m"><xsl:with-param name="id" select="'sheet-problems'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="title"><xsl:call-template name="m"><xsl:with-param name="id" select="'book-title'"/><xsl:with-param name="a" select="$street"/><xsl:with-param name="b" select="@year"/></xsl:call-template></xsl:variable>
		<xsl:variable name="font"><xsl:call-template name="m"><xsl:with-param name="id" select="'book-font'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="footer"><xsl:call-template name="m"><xsl:with-param name="id" select="'book-footer'"/></xsl:call-template></xsl:variable>
		<book title="{$title}" created="{@as-of}">
			<style name="title" font="{$font}" size="16" bold="yes" centre="yes"/>
			<style name="head" font="{$font}" size="10" bold="yes" wrap="yes" border="yes" centre="yes" fill="D9D9D9"/>
			<style name="text" font="{$font}" size="10" wrap="yes" border="yes" top="yes"/>
			<style name="blank" font="{$font}" size="10" wrap="yes" border="yes" top="yes" fill="FFF9E5"/>
			<sheet name="{$sheet}" landscape="yes" freeze-rows="2" repeat-rows="2" filter-row="2" footer="{$footer}">
				<xsl:if test="$mode = 'head'">
					<column width="16"/><column width="10"/><column width="14"/><column width="9"/><column width="9"/><column width="8"/><column width="7"/><column width="40"/><column width="30"/><column width="30"/><column width="16"/>
					<column width="10"/><column width="24"/><column width="12"/><column width="12"/><column width="11"/>
					<row height="30"><cell style="title" span="16"><xsl:value-of select="$title"/></cell></row>
					<row height="30">
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-id'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'col-village'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-household'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-head'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-member'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'col-check'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'col-severity'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-message'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'l-expected'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'l-remedy'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'l-place'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-verdict'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-measure'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-responsible'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-reviewer'"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="id" select="'x-date'"/></xsl:call-template>
					</row>
				</xsl:if>
				<xsl:if test="$mode = 'part'"><xsl:apply-templates select="h:parts/h:part/h:finding"/></xsl:if>
			</sheet>
		</book>
	</xsl:template>

	<xsl:template match="h:finding">
		<row>
			<xsl:for-each select="@id"><cell style="text"><xsl:value-of select="."/></cell></xsl:for-each>
			<cell style="text"><xsl:value-of select="@village-name"/></cell>
			<cell style="text"><xsl:value-of select="@household"/></cell>
			<cell style="text"><xsl:value-of select="@head"/></cell>
			<cell style="text"><xsl:value-of select="@name"/></cell>
			<cell style="text"><xsl:value-of select="@check"/></cell>
			<cell style="text"><xsl:call-template name="m"><xsl:with-param name="id" select="concat('severity-', @severity)"/></xsl:call-template></cell>
			<cell style="text"><xsl:value-of select="h:message"/></cell>
			<cell style="text"><xsl:value-of select="h:expected"/></cell>
			<cell style="text"><xsl:value-of select="key('check', @check)/h:remedy"/></cell>
			<cell style="text"><xsl:value-of select="concat(@file, ':', @line)"/></cell>
			<cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/>
		</row>
	</xsl:template>
</xsl:stylesheet>
