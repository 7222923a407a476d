<?xml version="1.0" encoding="UTF-8"?>
<!--
  Field sheets of an evaluation as a workbook that comes home: the route, and the
  ledgers of visits (doc/spreadsheets.md) with a row for each household whose
  visit is not known yet. Titles of their sheets and columns are the schemas'
  (inspection.xsd), and choices are labels of the code lists, in Chinese whatever
  the language: so they are read again.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="problems.xsl"/>

	<xsl:variable name="visits" select="$result/h:evaluation/h:visit"/>
	<xsl:variable name="record" select="concat('evaluation-', $result/@year)"/>
	<xsl:variable name="title"><xsl:value-of select="h:say($lang, 'f-title')"/></xsl:variable>
	<xsl:variable name="sheet-route"><xsl:value-of select="h:say($lang, 'f-h-route')"/></xsl:variable>

	<xsl:template match="/">
		<book title="{$title}" author="{$result/@program}" created="{$result/@as-of}">
			<xsl:if test="$phase = 'begin'">
				<xsl:call-template name="styles"/>
				<xsl:call-template name="route"/>
				<xsl:call-template name="records"/>
				<xsl:call-template name="registered"/>
				<xsl:call-template name="unregistered"/>
			</xsl:if>
		</book>
	</xsl:template>

	<xsl:template name="route">
		<sheet name="{$sheet-route}" landscape="yes" freeze-rows="3" repeat-rows="3" footer="{$footer}">
			<column width="6"/><column width="16"/><column width="16"/><column width="14"/><column width="10"/><column width="21"/><column width="14"/><column width="8"/><column width="14"/><column width="14"/><column width="10"/>
			<row height="30"><cell style="title" span="11"><xsl:value-of select="$sheet-route"/></cell></row>
			<row height="20"><cell style="about" span="11"><xsl:value-of select="h:say($lang, 'f-route-about')"/></cell></row>
			<row height="30"><xsl:call-template name="heads"><xsl:with-param name="ids" select="'f-c-stop e-c-village f-c-group e-c-id e-c-name f-c-number e-c-class e-c-persons f-c-phone f-c-role f-c-told '"/></xsl:call-template></row>
			<xsl:for-each select="$visits">
				<row min-height="20">
					<cell style="mid" type="number"><xsl:value-of select="position()"/></cell>
					<cell style="text"><xsl:value-of select="@village-name"/></cell>
					<cell style="text"><xsl:value-of select="@group"/></cell>
					<cell style="text"><xsl:value-of select="@id"/></cell>
					<cell style="text"><xsl:value-of select="@name"/></cell>
					<cell style="text"><xsl:value-of select="h:number"/></cell>
					<cell style="text"><xsl:value-of select="h:title"/></cell>
					<cell style="mid" type="number"><xsl:value-of select="@persons"/></cell>
					<cell style="text"><xsl:value-of select="@phone"/></cell>
					<cell style="text"><xsl:call-template name="role"/></cell>
					<cell style="mid"><xsl:if test="@told">✓</xsl:if></cell>
				</row>
			</xsl:for-each>
		</sheet>
	</xsl:template>

	<xsl:template name="role">
		<xsl:call-template name="say">
			<xsl:with-param name="id"><xsl:choose>
				<xsl:when test="@judgement">f-judgement</xsl:when>
				<xsl:otherwise><xsl:value-of select="concat('f-role-', @role)"/></xsl:otherwise>
			</xsl:choose></xsl:with-param>
			<xsl:with-param name="a" select="@replaces"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="records">
		<sheet name="文件信息">
			<column width="20"/><column width="10"/><column width="24"/>
			<row height="24"><cell style="head">文件种类</cell><cell style="head">年度</cell><cell style="head">街道行政区划代码</cell></row>
			<row><cell style="text">自查与检查验收</cell><cell style="text"><xsl:value-of select="$result/@year"/></cell><cell style="text"><xsl:value-of select="$result/h:street/@division"/></cell></row>
		</sheet>
		<sheet name="检查记录">
			<column width="20"/><column width="14"/><column width="14"/><column width="14"/>
			<row height="24"><cell style="head">检查编号</cell><cell style="head">种类</cell><cell style="head">检查日期</cell><cell style="head">检查人</cell></row>
			<row><cell style="text"><xsl:value-of select="$record"/></cell><cell style="text">第三方评估</cell><cell style="day"/><cell style="blank"/></row>
		</sheet>
	</xsl:template>

	<!-- What both ledgers ask, in columns from this one on. -->
	<xsl:template name="asked">
		<xsl:param name="column"/>
		<choice column="{$column + 1}" from-row="2"><item>已入户</item><item>不在家</item><item>已搬离</item><item>拒访</item></choice>
		<choice column="{$column + 2}" from-row="2"><item>无</item><item>错退</item><item>漏评</item><item>错评</item></choice>
		<choice column="{$column + 3}" from-row="2"><item>认可</item><item>不认可</item><item>不表态</item></choice>
		<choice column="{$column + 4}" from-row="2"><item>未办结</item><item>申诉成立</item><item>维持原认定</item></choice>
	</xsl:template>
	<xsl:template name="asked-heads"><cell style="head">入户核实的人口数</cell><cell style="head">入户情况</cell><cell style="head">识别问题</cell><cell style="head">是否认可</cell><cell style="head">申诉结果</cell><cell style="head">发现的问题</cell><cell style="head">佐证材料</cell><cell style="head">申诉内容</cell></xsl:template>
	<xsl:template name="blanks"><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/></xsl:template>

	<xsl:template name="registered">
		<sheet name="检查记录-抽查户" landscape="yes" freeze-rows="1" repeat-rows="1" footer="{$footer}">
			<column width="6"/><column width="18"/><column width="14"/><column width="10"/><column width="12"/><column width="12"/><column width="12"/><column width="12"/><column width="30"/><column width="24"/><column width="24"/>
			<xsl:call-template name="asked"><xsl:with-param name="column" select="4"/></xsl:call-template>
			<row height="30"><cell style="head">序号</cell><cell style="head">检查编号</cell><cell style="head">户编号</cell><xsl:call-template name="asked-heads"/></row>
			<xsl:for-each select="$visits">
				<xsl:if test="@kind = 'household' and not(@told)">
					<row min-height="22">
						<cell style="mid" type="number"><xsl:value-of select="position()"/></cell>
						<cell style="text"><xsl:value-of select="$record"/></cell>
						<cell style="text"><xsl:value-of select="@id"/></cell>
						<xsl:call-template name="blanks"/>
					</row>
				</xsl:if>
			</xsl:for-each>
		</sheet>
	</xsl:template>

	<xsl:template name="unregistered">
		<sheet name="检查记录-入户未建档立卡户" landscape="yes" freeze-rows="1" repeat-rows="1" footer="{$footer}">
			<column width="6"/><column width="18"/><column width="14"/><column width="10"/><column width="16"/><column width="10"/><column width="12"/><column width="12"/><column width="12"/><column width="12"/><column width="30"/><column width="24"/><column width="24"/>
			<xsl:call-template name="asked"><xsl:with-param name="column" select="6"/></xsl:call-template>
			<row height="30"><cell style="head">序号</cell><cell style="head">检查编号</cell><cell style="head">在名册或者入户表上的编号</cell><cell style="head">姓名</cell><cell style="head">所住行政村代码</cell><xsl:call-template name="asked-heads"/></row>
			<xsl:for-each select="$visits">
				<xsl:if test="@kind = 'unregistered' and not(@told)">
					<row min-height="22">
						<cell style="mid" type="number"><xsl:value-of select="position()"/></cell>
						<cell style="text"><xsl:value-of select="$record"/></cell>
						<cell style="text"><xsl:value-of select="@id"/></cell>
						<cell style="text"><xsl:value-of select="@name"/></cell>
						<cell style="text"><xsl:value-of select="@village"/></cell>
						<xsl:call-template name="blanks"/>
					</row>
				</xsl:if>
			</xsl:for-each>
		</sheet>
	</xsl:template>
</xsl:stylesheet>
