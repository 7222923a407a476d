<?xml version="1.0" encoding="UTF-8"?>
<!--
  The list of problems as a workbook (the vocabulary stands in src/book.h).
  It is applied once for the beginning (styles, the list's title rows), once
  for each part (its rows) and once for the end (the other sheets).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="common.xsl"/>

	<xsl:param name="phase" select="'begin'"/>

	<xsl:variable name="sheet-problems"><xsl:call-template name="say"><xsl:with-param name="id" select="'sheet-problems'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="footer"><xsl:call-template name="say"><xsl:with-param name="id" select="'book-footer'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="sev-error"><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-error'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="sev-suspect"><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-suspect'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="sev-notice"><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-notice'"/></xsl:call-template></xsl:variable>

	<xsl:template match="/">
		<xsl:variable name="title">
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'book-title'"/>
				<xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param>
				<xsl:with-param name="b" select="$result/@year"/>
			</xsl:call-template>
		</xsl:variable>
		<book title="{$title}" author="{$result/@program}" created="{$result/@as-of}">
			<xsl:choose>
				<xsl:when test="$phase = 'begin'">
					<xsl:call-template name="styles"/>
					<xsl:call-template name="problems"><xsl:with-param name="title" select="$title"/></xsl:call-template>
				</xsl:when>
				<xsl:when test="$phase = 'part'">
					<sheet name="{$sheet-problems}"><xsl:apply-templates select="$result/h:parts/h:part"/></sheet>
				</xsl:when>
				<xsl:otherwise>
					<xsl:call-template name="villages"/>
					<xsl:call-template name="checks"/>
					<xsl:call-template name="notes"/>
				</xsl:otherwise>
			</xsl:choose>
		</book>
	</xsl:template>

	<xsl:template name="styles">
		<xsl:variable name="font"><xsl:call-template name="say"><xsl:with-param name="id" select="'book-font'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="title-font"><xsl:call-template name="say"><xsl:with-param name="id" select="'book-title-font'"/></xsl:call-template></xsl:variable>
		<style name="title" font="{$title-font}" size="16" centre="yes"/>
		<style name="about" font="{$font}" size="10" centre="yes"/>
		<style name="head" font="{$title-font}" size="10" bold="yes" wrap="yes" centre="yes" border="yes" fill="E4E9EF"/>
		<style name="text" font="{$font}" size="10" wrap="yes" top="yes" border="yes"/>
		<style name="line" font="{$font}" size="10" top="yes" border="yes"/>
		<style name="mid" font="{$font}" size="10" wrap="yes" top="yes" centre="yes" border="yes"/>
		<style name="error" font="{$font}" size="10" bold="yes" top="yes" centre="yes" border="yes" color="9C2A1E"/>
		<style name="blank" font="{$font}" size="10" wrap="yes" top="yes" border="yes" fill="FFFBEA"/>
		<style name="note" font="{$font}" size="11" wrap="yes" top="yes"/>
		<style name="total" font="{$font}" size="10" bold="yes" centre="yes" border="yes" fill="F2F4F7"/>
	</xsl:template>

	<!-- Heading cells: ids of messages, each followed by a blank. -->
	<xsl:template name="heads">
		<xsl:param name="ids"/>
		<xsl:if test="$ids != ''">
			<cell style="head"><xsl:call-template name="say"><xsl:with-param name="id" select="substring-before($ids, ' ')"/></xsl:call-template></cell>
			<xsl:call-template name="heads"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- The first 15 columns are printed; what follows is for the screen, on one line. -->
	<xsl:template name="problems">
		<xsl:param name="title"/>
		<sheet name="{$sheet-problems}" landscape="yes" freeze-rows="3" freeze-columns="4" repeat-rows="3" filter-row="3" print-columns="15" footer="{$footer}">
			<column width="5"/><column width="10"/><column width="11"/><column width="8"/>
			<column width="8"/><column width="8"/><column width="8"/><column width="32"/>
			<column width="17"/><column width="26"/>
			<column width="9"/><column width="18"/><column width="9"/><column width="9"/><column width="10"/>
			<column width="30"/><column width="50"/><column width="14"/><column width="26"/><column width="8"/><column width="14"/><column width="19"/>
			<choice column="11" from-row="4">
				<item><xsl:call-template name="say"><xsl:with-param name="id" select="'status-confirmed'"/></xsl:call-template></item>
				<item><xsl:call-template name="say"><xsl:with-param name="id" select="'status-unfounded'"/></xsl:call-template></item>
				<item><xsl:call-template name="say"><xsl:with-param name="id" select="'status-rectified'"/></xsl:call-template></item>
				<item><xsl:call-template name="say"><xsl:with-param name="id" select="'status-accepted'"/></xsl:call-template></item>
			</choice>
			<row height="30"><cell style="title" span="15"><xsl:value-of select="$title"/></cell></row>
			<row height="20">
				<cell style="about" span="15">
					<xsl:call-template name="say">
						<xsl:with-param name="id" select="'book-summary'"/>
						<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
						<xsl:with-param name="b" select="$result/h:totals/@errors"/>
						<xsl:with-param name="c" select="$result/h:totals/@suspects"/>
						<xsl:with-param name="d" select="$result/h:totals/@notices"/>
						<xsl:with-param name="e"><xsl:call-template name="masking"/></xsl:with-param>
					</xsl:call-template>
				</cell>
			</row>
			<row height="30">
				<xsl:call-template name="heads"><xsl:with-param name="ids" select="'x-number col-village x-household x-head x-member col-check col-severity x-message col-clause l-remedy x-verdict x-measure x-responsible x-reviewer x-date l-found l-expected l-step col-file col-line col-record x-id '"/></xsl:call-template>
			</row>
		</sheet>
	</xsl:template>

	<xsl:template match="h:part">
		<xsl:apply-templates select="h:finding"><xsl:with-param name="before" select="@from - 1"/></xsl:apply-templates>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:param name="before"/>
		<row min-height="30">
			<cell style="mid" type="number"><xsl:value-of select="$before + position()"/></cell>
			<cell style="text">
				<xsl:choose>
					<xsl:when test="@village != ''"><xsl:value-of select="@village-name"/></xsl:when>
					<xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'row-whole'"/></xsl:call-template></xsl:otherwise>
				</xsl:choose>
			</cell>
			<cell style="text"><xsl:value-of select="@household"/></cell>
			<cell style="text"><xsl:value-of select="@head"/></cell>
			<cell style="text"><xsl:value-of select="@name"/></cell>
			<cell style="mid"><xsl:value-of select="@check"/></cell>
			<xsl:choose>
				<xsl:when test="@severity = 'error'"><cell style="error"><xsl:value-of select="$sev-error"/></cell></xsl:when>
				<xsl:when test="@severity = 'suspect'"><cell style="mid"><xsl:value-of select="$sev-suspect"/></cell></xsl:when>
				<xsl:otherwise><cell style="mid"><xsl:value-of select="$sev-notice"/></cell></xsl:otherwise>
			</xsl:choose>
			<cell style="text"><xsl:value-of select="h:message"/></cell>
			<cell style="text">
				<xsl:for-each select="key('clauses-of', @check)">
					<xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
					<xsl:value-of select="concat(@heading, ' ', @id)"/>
				</xsl:for-each>
			</cell>
			<cell style="text"><xsl:value-of select="key('check', @check)/h:remedy"/></cell>
			<cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/>
			<cell style="line"><xsl:value-of select="h:found"/></cell>
			<cell style="line"><xsl:value-of select="h:expected"/></cell>
			<cell style="line"><xsl:call-template name="step"/></cell>
			<cell style="line"><xsl:value-of select="@file"/></cell>
			<cell style="mid" type="number"><xsl:value-of select="@line"/></cell>
			<cell style="line"><xsl:value-of select="@record"/></cell>
			<cell style="line"><xsl:value-of select="@id"/></cell>
		</row>
	</xsl:template>

	<!-- the other sheets -->

	<xsl:template name="number">
		<xsl:param name="n"/>
		<xsl:param name="style" select="'mid'"/>
		<cell style="{$style}" type="number"><xsl:value-of select="$n"/></cell>
	</xsl:template>

	<xsl:template name="villages">
		<xsl:variable name="groups" select="$result/h:groups/h:group[@error + @suspect + @notice &gt; 0]"/>
		<xsl:variable name="villages" select="$result/h:villages/h:village"/>
		<xsl:variable name="name"><xsl:call-template name="say"><xsl:with-param name="id" select="'sheet-villages'"/></xsl:call-template></xsl:variable>
		<sheet name="{$name}" landscape="yes" freeze-rows="1" freeze-columns="1" repeat-rows="1" footer="{$footer}">
			<column width="18"/><column width="9"/>
			<xsl:for-each select="$groups"><column width="11"/></xsl:for-each>
			<column width="8"/><column width="8"/><column width="8"/><column width="10"/>
			<row height="32">
				<xsl:call-template name="heads"><xsl:with-param name="ids" select="'col-village col-households '"/></xsl:call-template>
				<xsl:for-each select="$groups"><cell style="head"><xsl:value-of select="h:title"/></cell></xsl:for-each>
				<xsl:call-template name="heads"><xsl:with-param name="ids" select="'severity-error severity-suspect severity-notice col-clean '"/></xsl:call-template>
			</row>
			<xsl:for-each select="$villages">
				<xsl:variable name="this" select="."/>
				<row>
					<cell style="text"><xsl:value-of select="@name"/></cell>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@households"/></xsl:call-template>
					<xsl:for-each select="$groups">
						<xsl:variable name="g" select="$this/h:group[@id = current()/@id]"/>
						<xsl:call-template name="number"><xsl:with-param name="n" select="sum($g/@error) + sum($g/@suspect) + sum($g/@notice)"/></xsl:call-template>
					</xsl:for-each>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@error"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@suspect"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@notice"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@clean"/></xsl:call-template>
				</row>
			</xsl:for-each>
			<xsl:if test="$whole &gt; 0">
				<row>
					<cell style="text"><xsl:call-template name="say"><xsl:with-param name="id" select="'row-whole'"/></xsl:call-template></cell>
					<cell style="mid"/>
					<xsl:for-each select="$groups">
						<xsl:variable name="in" select="$villages/h:group[@id = current()/@id]"/>
						<xsl:call-template name="number"><xsl:with-param name="n" select="@error + @suspect + @notice - sum($in/@error) - sum($in/@suspect) - sum($in/@notice)"/></xsl:call-template>
					</xsl:for-each>
					<xsl:call-template name="number"><xsl:with-param name="n" select="$totals/@errors - sum($villages/@error)"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="$totals/@suspects - sum($villages/@suspect)"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="$totals/@notices - sum($villages/@notice)"/></xsl:call-template>
					<cell style="mid"/>
				</row>
			</xsl:if>
			<row>
				<cell style="total"><xsl:call-template name="say"><xsl:with-param name="id" select="'col-total'"/></xsl:call-template></cell>
				<xsl:call-template name="number"><xsl:with-param name="n" select="sum($villages/@households)"/><xsl:with-param name="style" select="'total'"/></xsl:call-template>
				<xsl:for-each select="$groups">
					<xsl:call-template name="number"><xsl:with-param name="n" select="@error + @suspect + @notice"/><xsl:with-param name="style" select="'total'"/></xsl:call-template>
				</xsl:for-each>
				<xsl:call-template name="number"><xsl:with-param name="n" select="$result/h:totals/@errors"/><xsl:with-param name="style" select="'total'"/></xsl:call-template>
				<xsl:call-template name="number"><xsl:with-param name="n" select="$result/h:totals/@suspects"/><xsl:with-param name="style" select="'total'"/></xsl:call-template>
				<xsl:call-template name="number"><xsl:with-param name="n" select="$result/h:totals/@notices"/><xsl:with-param name="style" select="'total'"/></xsl:call-template>
				<xsl:call-template name="number"><xsl:with-param name="n" select="sum($villages/@clean)"/><xsl:with-param name="style" select="'total'"/></xsl:call-template>
			</row>
		</sheet>
	</xsl:template>

	<xsl:template name="checks">
		<xsl:variable name="name"><xsl:call-template name="say"><xsl:with-param name="id" select="'sheet-checks'"/></xsl:call-template></xsl:variable>
		<sheet name="{$name}" landscape="yes" freeze-rows="1" repeat-rows="1" filter-row="1" footer="{$footer}">
			<column width="10"/><column width="40"/><column width="8"/><column width="12"/><column width="20"/>
			<column width="10"/><column width="10"/><column width="10"/><column width="16"/><column width="36"/>
			<row height="24">
				<xsl:call-template name="heads"><xsl:with-param name="ids" select="'col-check col-title col-severity col-clause col-answer col-subjects col-findings col-pending col-due col-reason '"/></xsl:call-template>
			</row>
			<xsl:for-each select="$result/h:checks/h:check">
				<row>
					<cell style="mid"><xsl:value-of select="@id"/></cell>
					<cell style="text"><xsl:value-of select="h:title"/></cell>
					<cell style="mid"><xsl:call-template name="say"><xsl:with-param name="id" select="concat('severity-', @severity)"/></xsl:call-template></cell>
					<cell style="text"><xsl:value-of select="@clause"/></cell>
					<cell style="text"><xsl:call-template name="say"><xsl:with-param name="id" select="concat('answer-', @answer)"/></xsl:call-template></cell>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@subjects"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@findings"/></xsl:call-template>
					<xsl:call-template name="number"><xsl:with-param name="n" select="@pending"/></xsl:call-template>
					<cell style="mid"><xsl:call-template name="date"><xsl:with-param name="iso" select="@due"/></xsl:call-template></cell>
					<cell style="text"><xsl:value-of select="h:reason"/></cell>
				</row>
			</xsl:for-each>
		</sheet>
	</xsl:template>

	<xsl:template name="notes">
		<xsl:variable name="name"><xsl:call-template name="say"><xsl:with-param name="id" select="'sheet-notes'"/></xsl:call-template></xsl:variable>
		<sheet name="{$name}">
			<column width="78"/>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-1'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-2'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-3'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-4'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-5'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-6'"/></xsl:call-template>
		</sheet>
	</xsl:template>

	<xsl:template name="note">
		<xsl:param name="id"/>
		<row><cell style="note"><xsl:call-template name="say"><xsl:with-param name="id" select="$id"/></xsl:call-template></cell></row>
	</xsl:template>
</xsl:stylesheet>
