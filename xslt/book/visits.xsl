<?xml version="1.0" encoding="UTF-8"?>
<!--
  Sheets to take along on visits, as a workbook: a sheet for each village, a
  page for each household with its problems, person by person.

  No cells are merged: what is kept of each until the workbook is closed would
  be too much for many households. The title stands in the middle column, with
  about as much on its left as on its right; the other lines run on over the
  empty cells beside them.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="problems.xsl"/>

	<xsl:key name="of-one" match="/h:result/h:parts/h:part/h:finding | /h:result/h:parts/h:part/h:listed" use="concat(@village | parent::h:part/@village, '|', @household)"/>

	<xsl:variable name="sheet-problems"><xsl:value-of select="h:say($lang, 'v-title')"/></xsl:variable>

	<xsl:variable name="of-list">
		<xsl:value-of select="h:say($lang, 'clause-open')"/>
		<xsl:value-of select="h:say($lang, 'of-list')"/>
		<xsl:value-of select="h:say($lang, 'clause-close')"/>
	</xsl:variable>

	<!-- The same for each household. -->
	<xsl:variable name="visit-heads"><xsl:call-template name="heads"><xsl:with-param name="ids" select="'x-number x-member col-check x-message l-found l-remedy x-verified x-verdict x-measure x-date x-responsible '"/></xsl:call-template></xsl:variable>

	<xsl:template match="/">
		<book title="{$sheet-problems}" author="{$result/@program}" created="{$result/@as-of}">
			<xsl:choose>
				<xsl:when test="$phase = 'begin'"><xsl:call-template name="styles"/></xsl:when>
				<xsl:when test="$phase = 'part'"><xsl:apply-templates select="$result/h:parts/h:part[h:finding or h:listed]"/></xsl:when>
				<xsl:otherwise>
					<xsl:if test="not($result/h:parts/h:part) or $result/h:answers/@skipped &gt; 0">
						<sheet name="{$sheet-notes}" footer="{$footer}">
							<column width="60"/>
							<xsl:if test="not($result/h:parts/h:part)">
								<row><cell style="note"><xsl:value-of select="h:say($lang, 'no-findings')"/></cell></row>
							</xsl:if>
							<xsl:call-template name="left-out-row"/>
						</sheet>
					</xsl:if>
					<xsl:call-template name="annex"/>
				</xsl:otherwise>
			</xsl:choose>
		</book>
	</xsl:template>

	<xsl:template match="h:part">
		<xsl:variable name="name">
			<xsl:call-template name="sheet-name">
				<xsl:with-param name="village" select="@village"/>
				<xsl:with-param name="name" select="string(@village-name)"/>
			</xsl:call-template>
		</xsl:variable>
		<sheet name="{$name}" own-pages="yes" landscape="yes" footer="{$footer}">
			<column width="5"/><column width="8"/><column width="8"/><column width="31"/><column width="22"/><column width="22"/><column width="9"/><column width="8"/><column width="10"/><column width="7"/><column width="7"/>
			<xsl:call-template name="verdicts"><xsl:with-param name="column" select="8"/><xsl:with-param name="from" select="1"/></xsl:call-template>
			<xsl:apply-templates select="(h:finding | h:listed)[generate-id() = generate-id(key('of-one', concat(@village | parent::h:part/@village, '|', @household))[1])]"/>
		</sheet>
	</xsl:template>

	<xsl:template match="h:finding | h:listed">
		<xsl:variable name="these" select="key('of-one', concat(@village | parent::h:part/@village, '|', @household))"/>
		<row height="32" new-page="yes"><cell/><cell/><cell/><cell/><cell style="title"><xsl:value-of select="h:say($lang, 'v-title')"/></cell></row>
		<row height="22">
			<cell style="plain">
				<xsl:call-template name="say">
					<xsl:with-param name="id">
						<xsl:text>v-about</xsl:text>
						<xsl:choose>
							<xsl:when test="not(@household != '')">-village</xsl:when>
							<xsl:when test="$these[self::h:listed]">-list</xsl:when>
						</xsl:choose>
					</xsl:with-param>
					<xsl:with-param name="a"><xsl:choose>
						<xsl:when test="../@village-name != ''"><xsl:value-of select="../@village-name"/></xsl:when>
						<xsl:when test="../@village != ''"><xsl:value-of select="../@village"/></xsl:when>
						<xsl:otherwise><xsl:value-of select="h:say($lang, 'row-whole')"/></xsl:otherwise>
					</xsl:choose></xsl:with-param>
					<xsl:with-param name="b" select="@household"/>
					<xsl:with-param name="c" select="@head"/>
					<xsl:with-param name="d" select="count($these[self::h:finding])"/>
					<xsl:with-param name="e" select="count($these[self::h:listed])"/>
				</xsl:call-template>
			</cell>
		</row>
		<xsl:variable name="home" select="preceding-sibling::h:home[1][@household = current()/@household]"/>
		<xsl:apply-templates select="$home"/>
		<row height="24"><xsl:copy-of select="$visit-heads"/></row>
		<xsl:for-each select="$these">
			<xsl:sort select="boolean(self::h:listed)"/>
			<xsl:sort select="@member"/>
			<row min-height="34">
				<cell style="mid" type="number"><xsl:value-of select="position()"/></cell>
				<cell style="text"><xsl:value-of select="@name"/></cell>
				<cell style="mid"><xsl:value-of select="@check"/></cell>
				<cell style="text"><xsl:if test="self::h:listed"><xsl:value-of select="$of-list"/></xsl:if><xsl:value-of select="h:message"/></cell>
				<cell style="text"><xsl:call-template name="values"/></cell>
				<cell style="text"><xsl:value-of select="key('check', @check)/h:remedy"/></cell>
				<cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/><cell style="blank"/>
			</row>
		</xsl:for-each>
		<row height="6"/>
		<row height="26"><cell style="plain">
			<xsl:call-template name="say"><xsl:with-param name="id">
				<xsl:text>v-signers</xsl:text>
				<xsl:if test="not(@household != '')">-village</xsl:if>
			</xsl:with-param></xsl:call-template>
		</cell></row>
	</xsl:template>

	<!-- Who lives there, four a line, and how far its procedure has gone, three steps
	     a line. -->
	<xsl:template match="h:home">
		<row height="18">
			<cell style="plain">
				<xsl:value-of select="h:say($lang, 'v-home', $result/h:figures/h:class[@id = current()/@class]/h:title, @responsible, count(h:person))"/>
			</cell>
		</row>
		<xsl:for-each select="h:person[position() mod 4 = 1]">
			<row height="15"><cell style="plain">
				<xsl:for-each select=". | following-sibling::h:person[position() &lt; 4]">
					<xsl:value-of select="h:say($lang, 'v-person', @name, @relation, @number)"/>
				</xsl:for-each>
			</cell></row>
		</xsl:for-each>
		<xsl:for-each select="h:course[position() mod 3 = 1]">
			<row height="15"><cell style="plain"><xsl:apply-templates select=". | following-sibling::h:course[position() &lt; 3]"/></cell></row>
		</xsl:for-each>
	</xsl:template>

	<!-- A step of its course: when, and how it stands. -->
	<xsl:template match="h:course">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'v-course'"/>
			<xsl:with-param name="a" select="@title"/>
			<xsl:with-param name="b">
				<xsl:value-of select="@began"/>
				<xsl:if test="@ended != '' and @ended != @began"><xsl:value-of select="concat('—', @ended)"/></xsl:if>
			</xsl:with-param>
			<xsl:with-param name="c"><xsl:choose>
				<xsl:when test="@late &gt; 0">
					<xsl:value-of select="h:say($lang, 'v-late', @late)"/>
				</xsl:when>
				<xsl:otherwise><xsl:value-of select="@says"/></xsl:otherwise>
			</xsl:choose></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- What the records say, a value a line: what contradicts stands one below the
	     other. -->
	<xsl:template name="values">
		<xsl:for-each select="h:evidence">
			<xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
			<xsl:value-of select="h:say($lang, 'v-value', @label, .)"/>
		</xsl:for-each>
		<xsl:if test="not(h:evidence)"><xsl:value-of select="h:found"/></xsl:if>
	</xsl:template>
</xsl:stylesheet>
