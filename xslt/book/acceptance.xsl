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
		<sheet name="{$sheet-villages}" freeze-rows="3" repeat-rows="3" footer="{$footer}">
			<column width="26"/><column width="12"/><column width="12"/><column width="12"/><column width="12"/><column width="12"/><column width="12"/>
			<xsl:call-template name="top"><xsl:with-param name="columns" select="7"/></xsl:call-template>
			<row height="30"><xsl:call-template name="heads"><xsl:with-param name="ids" select="concat('col-', $level, ' a-exits a-met a-not-met a-pending a-unknown a-unseen ')"/></xsl:call-template></row>
			<xsl:for-each select="$lines[@exits]">
				<xsl:call-template name="counts">
					<xsl:with-param name="name"><xsl:call-template name="line-name"/></xsl:with-param>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:for-each select="$acceptance">
				<xsl:call-template name="counts">
					<xsl:with-param name="name"><xsl:value-of select="h:say($lang, 'col-total')"/></xsl:with-param>
					<xsl:with-param name="style" select="'total'"/>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:if test="$acceptance/@exits = 0">
				<row height="24"><cell style="about" span="7"><xsl:value-of select="h:say($lang, 'a-no-exits')"/></cell></row>
			</xsl:if>
		</sheet>
	</xsl:template>

	<!-- A line's exits, or all: in all, and by what was said of them. -->
	<xsl:template name="counts">
		<xsl:param name="name"/>
		<xsl:param name="style" select="'mid'"/>
		<row min-height="20">
			<cell style="{$style}"><xsl:value-of select="$name"/></cell>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@exits"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@met"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@not-met"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@pending"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@unknown"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@unseen"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
		</row>
	</xsl:template>

	<xsl:variable name="met"><xsl:value-of select="h:say($lang, 'a-met')"/></xsl:variable>
	<xsl:variable name="not-met"><xsl:value-of select="h:say($lang, 'a-not-met')"/></xsl:variable>
	<xsl:variable name="pending"><xsl:value-of select="h:say($lang, 'a-pending')"/></xsl:variable>
	<xsl:variable name="unknown"><xsl:value-of select="h:say($lang, 'a-unknown')"/></xsl:variable>
	<xsl:variable name="unseen"><xsl:value-of select="h:say($lang, 'a-unseen')"/></xsl:variable>
	<xsl:variable name="none"><xsl:choose>
		<xsl:when test="$result/h:timeline/h:procedure/@unchecked"><xsl:value-of select="h:say($lang, 'unchecked')"/></xsl:when>
		<xsl:otherwise>—</xsl:otherwise>
	</xsl:choose></xsl:variable>
	<xsl:variable name="inspected-passed"><xsl:value-of select="h:say($lang, 'a-inspected-passed')"/></xsl:variable>
	<xsl:variable name="inspected-failed"><xsl:value-of select="h:say($lang, 'a-inspected-failed')"/></xsl:variable>
	<xsl:variable name="inspected-never"><xsl:value-of select="h:say($lang, 'a-inspected-never')"/></xsl:variable>

	<xsl:template name="one-by-one">
		<sheet name="{$sheet-households}" landscape="yes" freeze-rows="4" freeze-columns="4" repeat-rows="4" filter-row="4" print-columns="15" footer="{$footer}">
			<column width="6"/><column width="14"/><column width="12"/><column width="9"/>
			<column width="11"/><column width="25"/><column width="25"/><column width="11"/><column width="9"/>
			<column width="6"/><column width="6"/><column width="9"/><column width="44"/><column width="18"/><column width="11"/>
			<xsl:call-template name="top"><xsl:with-param name="columns" select="15"/></xsl:call-template>
			<row height="24"><cell style="about" span="15"><xsl:value-of select="h:say($lang, 'a-signers')"/></cell></row>
			<row height="30"><xsl:call-template name="heads"><xsl:with-param name="ids" select="'x-number col-village x-household x-head a-appraised a-posted a-announced a-notified a-inspected severity-error severity-suspect a-verdict a-why a-opinion a-accepted-by '"/></xsl:call-template></row>
		</sheet>
	</xsl:template>

	<xsl:template match="h:acceptance/h:household">
		<row min-height="24">
			<cell style="mid" type="number"><xsl:value-of select="$from + position()"/></cell>
			<cell style="text"><xsl:value-of select="@village-name"/></cell>
			<cell style="text"><xsl:value-of select="@id"/></cell>
			<cell style="text"><xsl:value-of select="@head"/></cell>
			<xsl:call-template name="days"><xsl:with-param name="from" select="@appraised"/></xsl:call-template>
			<xsl:call-template name="events"><xsl:with-param name="these" select="h:event[@kind = 'posting']"/></xsl:call-template>
			<xsl:call-template name="events"><xsl:with-param name="these" select="h:event[@kind = 'announcement']"/></xsl:call-template>
			<xsl:call-template name="days"><xsl:with-param name="from" select="@notified"/></xsl:call-template>
			<cell style="mid"><xsl:choose>
				<xsl:when test="@inspected = 'passed'"><xsl:value-of select="$inspected-passed"/></xsl:when>
				<xsl:when test="@inspected = 'failed'"><xsl:value-of select="$inspected-failed"/></xsl:when>
				<xsl:otherwise><xsl:value-of select="$inspected-never"/></xsl:otherwise>
			</xsl:choose></cell>
			<cell style="mid" type="number"><xsl:value-of select="@error"/></cell>
			<cell style="mid" type="number"><xsl:value-of select="@suspect"/></cell>
			<xsl:choose>
				<xsl:when test="@verdict = 'met'"><cell style="mid"><xsl:value-of select="$met"/></cell></xsl:when>
				<xsl:when test="@verdict = 'not-met'"><cell style="error"><xsl:value-of select="$not-met"/></cell></xsl:when>
				<xsl:when test="@verdict = 'pending'"><cell style="mid"><xsl:value-of select="$pending"/></cell></xsl:when>
				<xsl:when test="@verdict = 'unseen'"><cell style="mid"><xsl:value-of select="$unseen"/></cell></xsl:when>
				<xsl:otherwise><cell style="mid"><xsl:value-of select="$unknown"/></cell></xsl:otherwise>
			</xsl:choose>
			<cell style="text"><xsl:call-template name="whys"/></cell>
			<cell style="blank"/><cell style="blank"/>
		</row>
	</xsl:template>

	<xsl:template name="days">
		<xsl:param name="from"/>
		<cell style="mid">
			<xsl:value-of select="$from"/>
			<xsl:if test="not($from)"><xsl:value-of select="$none"/></xsl:if>
		</cell>
	</xsl:template>

	<!-- Each posting on a line of its own, with its days. -->
	<xsl:template name="events">
		<xsl:param name="these"/>
		<cell style="mid">
			<xsl:for-each select="$these">
				<xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
				<xsl:call-template name="event">
					<xsl:with-param name="from"><xsl:value-of select="@from"/><xsl:if test="not(@from)">—</xsl:if></xsl:with-param>
					<xsl:with-param name="to" select="substring(@to, 6)"/>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:if test="not($these)"><xsl:value-of select="$none"/></xsl:if>
		</cell>
	</xsl:template>
</xsl:stylesheet>
