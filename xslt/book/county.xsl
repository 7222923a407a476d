<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview of the level above as a workbook: streets to filter and sort, and
  day by day (the vocabulary stands in src/report/workbook.h).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

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
		<sheet landscape="yes" freeze-rows="5" freeze-columns="1" repeat-rows="5" filter-row="5">
			<xsl:attribute name="name"><xsl:value-of select="h:say($lang, 'c-t-streets')"/></xsl:attribute>
			<column width="22"/>
			<column width="13"/>
			<column width="9"/>
			<column width="12"/>
			<column width="12"/>
			<column width="11"/>
			<column width="9"/>
			<column width="9"/>
			<column width="9"/>
			<column width="9"/>
			<column width="9"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<column width="13"/>
			<row><cell style="title"><xsl:value-of select="$title"/></cell></row>
			<row><cell style="plain"><xsl:call-template name="sums"/></cell></row>
			<row><cell style="plain"><xsl:call-template name="counts"/></cell></row>
			<row><cell style="plain"><xsl:call-template name="ordered"/><xsl:value-of select="h:say($lang, 'c-note')"/><xsl:call-template name="small-note"/></cell></row>
			<row>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-name')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-code')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-sequence')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-as-of')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-came')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-verdict')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-errors')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-suspects')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-untold')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-households')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-members')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-received')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-verified')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-ordered')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-fresh')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-in-time')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-faultless')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-settled')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-papers')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-deadlines')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-receipt')"/></cell>
			</row>
			<xsl:for-each select="$result/h:street">
				<row>
					<cell style="text"><xsl:value-of select="@name"/></cell>
					<cell style="mid"><xsl:value-of select="@division"/></cell>
					<cell style="mid"><xsl:if test="@sequence"><xsl:attribute name="type">number</xsl:attribute><xsl:value-of select="@sequence"/></xsl:if></cell>
					<cell style="mid"><xsl:value-of select="@as-of"/></cell>
					<cell style="mid"><xsl:value-of select="@came"/></cell>
					<cell style="mid"><xsl:call-template name="verdict-word"/></cell>
					<xsl:call-template name="street-cell"><xsl:with-param name="n" select="@errors"/></xsl:call-template>
					<xsl:call-template name="street-cell"><xsl:with-param name="n" select="@suspects"/></xsl:call-template>
					<cell style="mid"><xsl:if test="@untold"><xsl:attribute name="type">number</xsl:attribute><xsl:value-of select="@untold"/></xsl:if></cell>
					<xsl:call-template name="street-cell"><xsl:with-param name="n" select="@households"/></xsl:call-template>
					<xsl:call-template name="street-cell"><xsl:with-param name="n" select="@members"/></xsl:call-template>
					<cell style="{@received}"><xsl:apply-templates select="@received" mode="word"/></cell>
					<cell style="{@verified}"><xsl:apply-templates select="@verified" mode="word"/></cell>
					<cell style="{@ordered}"><xsl:apply-templates select="@ordered" mode="word"/></cell>
					<cell style="{@fresh}"><xsl:apply-templates select="@fresh" mode="word"/></cell>
					<cell style="{@in-time}"><xsl:apply-templates select="@in-time" mode="word"/></cell>
					<cell style="{@faultless}"><xsl:apply-templates select="@faultless" mode="word"/></cell>
					<cell style="{@settled}"><xsl:apply-templates select="@settled" mode="word"/></cell>
					<cell style="{@papers}"><xsl:apply-templates select="@papers" mode="word"/></cell>
					<cell style="{@deadlines}"><xsl:apply-templates select="@deadlines" mode="word"/></cell>
					<cell style="{@receipt}"><xsl:apply-templates select="@receipt" mode="word"/></cell>
				</row>
			</xsl:for-each>
		</sheet>
	</xsl:template>

	<xsl:template name="street-cell">
		<xsl:param name="n"/>
		<cell style="mid">
			<xsl:if test="$n and not($n &gt; 0 and $n &lt; $small)"><xsl:attribute name="type">number</xsl:attribute></xsl:if>
			<xsl:call-template name="street-count"><xsl:with-param name="n" select="$n"/></xsl:call-template>
		</cell>
	</xsl:template>

	<xsl:template name="days">
		<sheet freeze-rows="1" repeat-rows="1">
			<xsl:attribute name="name"><xsl:value-of select="h:say($lang, 'c-t-days')"/></xsl:attribute>
			<column width="14"/><column width="14"/><column width="14"/><column width="14"/><column width="14"/>
			<row>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-day')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-streets')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-verdict-met')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-errors')"/></cell>
				<cell style="head"><xsl:value-of select="h:say($lang, 'c-suspects')"/></cell>
			</row>
			<xsl:for-each select="$result/h:day">
				<row>
					<cell style="mid"><xsl:value-of select="@day"/></cell>
					<cell style="mid"><xsl:if test="@streets"><xsl:attribute name="type">number</xsl:attribute><xsl:value-of select="@streets"/></xsl:if></cell>
					<cell style="mid"><xsl:if test="@met"><xsl:attribute name="type">number</xsl:attribute><xsl:value-of select="@met"/></xsl:if></cell>
					<cell style="mid"><xsl:if test="@errors and not($small &gt; 0)"><xsl:attribute name="type">number</xsl:attribute></xsl:if><xsl:call-template name="day-sum"><xsl:with-param name="n" select="@errors"/></xsl:call-template></cell>
					<cell style="mid"><xsl:if test="@suspects and not($small &gt; 0)"><xsl:attribute name="type">number</xsl:attribute></xsl:if><xsl:call-template name="day-sum"><xsl:with-param name="n" select="@suspects"/></xsl:call-template></cell>
				</row>
			</xsl:for-each>
		</sheet>
	</xsl:template>
</xsl:stylesheet>
