<?xml version="1.0" encoding="UTF-8"?>
<!--
  The list of problems as a workbook (the vocabulary stands in src/report/workbook.h): a
  summary, a sheet for each village, the checks, and how to fill it in. It is
  applied once for the beginning (styles, summary), once for each part (its
  rows, after the head of the village's sheet) and once for the end.

  The columns of the problems stand here and not in ../tables.xml, which is for
  what several formats show: these are a workbook's alone, seven of them are
  filled in and read back (src/check/worklist.c), and 25 cells a finding made by
  templates of their kinds would be much of the work of a long list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="table.xsl"/>
	<xsl:include href="../common.xsl"/>

	<xsl:key name="called" match="/h:result/h:villages/h:village" use="@name"/>

	<xsl:param name="phase" select="'begin'"/>

	<!-- More sheets than this are too many to be found one's way in. -->
	<xsl:variable name="split" select="count($result/h:villages/h:village[@error + @suspect + @notice &gt; 0]) &lt;= 200"/>
	<xsl:variable name="marks" select="concat('[]:*?/\', &quot;'&quot;)"/>
	<xsl:variable name="sheet-whole" select="h:say($lang, 'row-whole')"/>
	<xsl:variable name="sheet-lines" select="h:say($lang, 'sheet-villages', $place, $places)"/>
	<xsl:variable name="sheet-villages" select="h:say($lang, 'sheet-each-village')"/>
	<xsl:variable name="sheet-first" select="h:say($lang, 'sheet-first')"/>
	<xsl:variable name="sheet-checks" select="h:say($lang, 'sheet-checks')"/>
	<xsl:variable name="sheet-notes" select="h:say($lang, 'sheet-notes')"/>
	<xsl:variable name="sheet-basis" select="h:say($lang, 'sheet-basis')"/>
	<xsl:variable name="sheet-problems" select="h:say($lang, 'sheet-problems')"/>
	<xsl:variable name="footer" select="h:say($lang, 'book-footer')"/>
	<xsl:variable name="cite-open" select="h:say($lang, 'cite-open')"/>
	<xsl:variable name="cite-begin" select="h:say($lang, 'cite-begin')"/>
	<xsl:variable name="cite-end" select="h:say($lang, 'cite-end')"/>
	<xsl:variable name="sev-error" select="h:say($lang, 'severity-error')"/>
	<xsl:variable name="sev-suspect" select="h:say($lang, 'severity-suspect')"/>
	<xsl:variable name="sev-notice" select="h:say($lang, 'severity-notice')"/>

	<xsl:variable name="title">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'book-title'"/>
			<xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:variable>

	<xsl:template match="/">
		<book title="{$title}" author="{$result/@program}" created="{$result/@as-of}">
			<xsl:choose>
				<xsl:when test="$phase = 'begin'">
					<xsl:call-template name="styles"/>
					<xsl:if test="not($by-village)"><xsl:call-template name="places"/></xsl:if>
					<xsl:call-template name="villages"/>
					<xsl:call-template name="first"/>
				</xsl:when>
				<xsl:when test="$phase = 'part'">
					<xsl:apply-templates select="$result/h:parts/h:part[h:finding]"/>
				</xsl:when>
				<xsl:otherwise>
					<xsl:call-template name="annex"/>
					<xsl:call-template name="notes"/>
					<xsl:call-template name="about-sheet"/>
				</xsl:otherwise>
			</xsl:choose>
		</book>
	</xsl:template>

	<!-- The sheet of a village: its name as a sheet may be called, with its code
	     where that is not enough to know it by. -->
	<xsl:template name="sheet-name">
		<xsl:param name="village"/>
		<xsl:param name="name"/>
		<xsl:variable name="short" select="normalize-space(substring(translate($name, $marks, ''), 1, 16))"/>
		<xsl:choose>
			<xsl:when test="not($split)"><xsl:value-of select="$sheet-problems"/></xsl:when>
			<xsl:when test="string($village) = ''"><xsl:value-of select="$sheet-whole"/></xsl:when>
			<xsl:when test="$name = '' or $name = $village">
				<xsl:value-of select="h:say($lang, 'sheet-code', $village)"/>
			</xsl:when>
			<xsl:when test="$short != $name or key('called', $name)[2]
				or contains(concat('|', $sheet-whole, '|', $sheet-lines, '|', $sheet-villages, '|', $sheet-first, '|', $sheet-checks, '|', $sheet-notes, '|', $sheet-basis, '|'), concat('|', $name, '|'))">
				<xsl:value-of select="normalize-space(concat($short, ' ', $village))"/>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="styles">
		<xsl:variable name="font" select="h:say($lang, 'book-font')"/>
		<xsl:variable name="title-font" select="h:say($lang, 'book-title-font')"/>
		<style name="title" font="{$title-font}" size="16" centre="yes"/>
		<style name="about" font="{$font}" size="10" centre="yes"/>
		<style name="head" font="{$title-font}" size="10" bold="yes" wrap="yes" centre="yes" border="yes" fill="E4E9EF"/>
		<style name="text" font="{$font}" size="10" wrap="yes" top="yes" border="yes"/>
		<style name="line" font="{$font}" size="10" top="yes" border="yes"/>
		<style name="mid" font="{$font}" size="10" wrap="yes" top="yes" centre="yes" border="yes"/>
		<style name="error" font="{$font}" size="10" bold="yes" top="yes" centre="yes" border="yes" color="9C2A1E"/>
		<style name="blank" font="{$font}" size="10" wrap="yes" top="yes" border="yes" fill="FFFBEA" open="yes"/>
		<style name="day" font="{$font}" size="10" wrap="yes" top="yes" border="yes" fill="FFFBEA" open="yes" format="yyyy-mm-dd"/>
		<style name="mark" font="{$font}" size="8" top="yes" color="DDDDDD"/>
		<style name="note" font="{$font}" size="11" wrap="yes" top="yes"/>
		<style name="plain" font="{$font}" size="11"/>
		<style name="total" font="{$font}" size="10" bold="yes" centre="yes" border="yes" fill="F2F4F7"/>
	</xsl:template>

	<!-- Heading cells: ids of messages, each followed by a blank. -->
	<xsl:template name="heads">
		<xsl:param name="ids"/>
		<xsl:if test="$ids != ''">
			<cell style="head"><xsl:value-of select="h:say($lang, substring-before($ids, ' '))"/></cell>
			<xsl:call-template name="heads"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- What the first columns are is printed; what follows is for the screen, on
	     one line. A sheet of all villages has one column more. -->
	<xsl:variable name="printed" select="16 + not($split)"/>

	<xsl:template name="sheet-columns">
		<column width="5"/>
		<xsl:if test="not($split)"><column width="10"/></xsl:if>
		<column width="11"/><column width="8"/><column width="8"/><column width="8"/><column width="8"/><column width="28"/>
		<column width="11"/><column width="20"/>
		<column width="9"/><column width="16"/><column width="14"/><column width="10"/><column width="9"/><column width="10"/><column width="9"/>
		<column width="30"/><column width="50"/><column width="14"/><column width="30"/><column width="26"/><column width="8"/><column width="14"/><column width="19"/><column width="19"/><column width="9"/>
		<xsl:call-template name="verdicts"><xsl:with-param name="column" select="10 + not($split)"/><xsl:with-param name="from" select="5"/></xsl:call-template>
	</xsl:template>

	<!-- What can be chosen as the verdict, in a column from a row. -->
	<xsl:template name="verdicts">
		<xsl:param name="column"/>
		<xsl:param name="from"/>
		<choice column="{$column}" from-row="{$from}">
			<item><xsl:value-of select="h:say($lang, 'status-confirmed')"/></item>
			<item><xsl:value-of select="h:say($lang, 'status-unfounded')"/></item>
			<item><xsl:value-of select="h:say($lang, 'status-rectified')"/></item>
			<item><xsl:value-of select="h:say($lang, 'status-accepted')"/></item>
		</choice>
	</xsl:template>

	<!-- How many problems of a severity the sheet has. -->
	<xsl:template name="about">
		<xsl:param name="errors" select="$totals/@errors"/>
		<xsl:param name="suspects" select="$totals/@suspects"/>
		<xsl:param name="notices" select="$totals/@notices"/>
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'book-summary'"/>
			<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
			<xsl:with-param name="b" select="$errors"/>
			<xsl:with-param name="c" select="$suspects"/>
			<xsl:with-param name="d" select="$notices"/>
			<xsl:with-param name="e"><xsl:call-template name="masking"/></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="about-part">
		<xsl:variable name="in" select="$result/h:villages/h:village"/>
		<xsl:variable name="this" select="$in[@code = current()/@village]"/>
		<xsl:choose>
			<xsl:when test="not($split)"><xsl:call-template name="about"/></xsl:when>
			<xsl:when test="$this">
				<xsl:call-template name="about">
					<xsl:with-param name="errors" select="$this/@error"/>
					<xsl:with-param name="suspects" select="$this/@suspect"/>
					<xsl:with-param name="notices" select="$this/@notice"/>
				</xsl:call-template>
			</xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="about">
					<xsl:with-param name="errors" select="$totals/@errors - sum($in/@error)"/>
					<xsl:with-param name="suspects" select="$totals/@suspects - sum($in/@suspect)"/>
					<xsl:with-param name="notices" select="$totals/@notices - sum($in/@notice)"/>
				</xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="sheet-head">
		<row height="30">
			<cell style="title" span="{$printed}">
				<xsl:value-of select="$title"/>
				<xsl:if test="$split">
					<xsl:call-template name="say">
						<xsl:with-param name="id" select="'book-of'"/>
						<xsl:with-param name="a"><xsl:call-template name="village-name"/></xsl:with-param>
					</xsl:call-template>
				</xsl:if>
			</cell>
		</row>
		<row height="18"><cell style="about" span="{$printed}"><xsl:call-template name="about-part"/></cell></row>
		<row height="24"><cell style="about" span="{$printed}">
			<xsl:call-template name="say"><xsl:with-param name="id">
				<xsl:text>book-signers</xsl:text>
				<xsl:if test="not($split) or not(@village != '')">-street</xsl:if>
			</xsl:with-param></xsl:call-template>
		</cell></row>
		<row height="30">
			<xsl:call-template name="heads"><xsl:with-param name="ids" select="'x-number '"/></xsl:call-template>
			<xsl:if test="not($split)"><xsl:call-template name="heads"><xsl:with-param name="ids" select="'col-village '"/></xsl:call-template></xsl:if>
			<xsl:call-template name="heads"><xsl:with-param name="ids" select="'x-household x-head x-member col-check col-severity x-message col-clause l-remedy p-verdict p-done p-evidence p-until p-by p-date p-reviewer l-found l-expected l-step p-state col-file col-line col-record p-facts x-id '"/></xsl:call-template>
			<cell style="mark"><xsl:call-template name="about-list"/></cell>
		</row>
	</xsl:template>

	<xsl:template name="village-name">
		<xsl:choose>
			<xsl:when test="@village-name != ''"><xsl:value-of select="@village-name"/></xsl:when>
			<xsl:when test="@village != ''"><xsl:value-of select="@village"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$sheet-whole"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A village may have several parts: the first begins the sheet. -->
	<xsl:template match="h:part">
		<xsl:variable name="name">
			<xsl:call-template name="sheet-name">
				<xsl:with-param name="village" select="@village"/>
				<xsl:with-param name="name" select="string(@village-name)"/>
			</xsl:call-template>
		</xsl:variable>
		<xsl:variable name="last" select="preceding-sibling::h:part[@findings &gt; 0][1]"/>
		<xsl:if test="not($last) or ($split and string($last/@village) != string(@village))">
			<sheet name="{$name}" landscape="yes" freeze-rows="4" freeze-columns="{3 + not($split)}" repeat-rows="4" filter-row="4" print-columns="{$printed}" footer="{$footer}" locked="yes">
				<xsl:call-template name="sheet-columns"/>
				<xsl:call-template name="sheet-head"/>
			</sheet>
		</xsl:if>
		<xsl:variable name="first" select="$result/h:parts/h:part[@findings &gt; 0][not($split) or string(@village) = string(current()/@village)][1]"/>
		<sheet name="{$name}">
			<xsl:apply-templates select="h:finding">
				<xsl:sort select="@household"/>
				<xsl:sort select="@member"/>
				<xsl:with-param name="before" select="@from - $first/@from"/>
			</xsl:apply-templates>
		</sheet>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:param name="before"/>
		<row min-height="36">
			<cell style="mid" type="number"><xsl:value-of select="$before + position()"/></cell>
			<xsl:if test="not($split)"><cell style="text"><xsl:call-template name="village-name"/></cell></xsl:if>
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
				<xsl:for-each select="h:listed(key('check', @check)/@clause, $clauses)">
					<xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
					<xsl:value-of select="concat($cite-open, @heading, $cite-begin, @id, $cite-end)"/>
				</xsl:for-each>
			</cell>
			<cell style="text">
				<xsl:value-of select="key('check', @check)/h:remedy"/>
				<xsl:if test="@state and @severity != 'notice' and not(@settled)">
					<xsl:text>&#10;</xsl:text>
					<xsl:call-template name="say">
						<xsl:with-param name="id" select="'due-told'"/>
						<xsl:with-param name="a"><xsl:call-template name="task-due"/></xsl:with-param>
					</xsl:call-template>
				</xsl:if>
			</cell>
			<!-- What was decided on the same facts stands there already. -->
			<xsl:variable name="decided" select="h:decided[current()/@status != 'open']"/>
			<cell style="blank"><xsl:if test="$decided"><xsl:value-of select="h:say($lang, concat('status-', $decided/@decision))"/></xsl:if></cell>
			<cell style="blank"><xsl:value-of select="$decided/h:reason"/></cell>
			<cell style="blank"><xsl:value-of select="$decided/h:proof"/></cell>
			<cell style="day"><xsl:value-of select="$decided/@until"/></cell>
			<cell style="blank">
				<xsl:choose>
					<xsl:when test="$decided"><xsl:value-of select="$decided/@by"/></xsl:when>
					<xsl:otherwise><xsl:value-of select="@responsible"/></xsl:otherwise>
				</xsl:choose>
			</cell>
			<cell style="day"><xsl:value-of select="$decided/@date"/></cell>
			<cell style="blank"><xsl:value-of select="$decided/@reviewer"/></cell>
			<cell style="line"><xsl:value-of select="h:found"/></cell>
			<cell style="line"><xsl:value-of select="h:expected"/></cell>
			<cell style="line"><xsl:call-template name="step"/></cell>
			<cell style="line"><xsl:if test="@state"><xsl:call-template name="history"/></xsl:if></cell>
			<cell style="line"><xsl:value-of select="@file"/><xsl:if test="@column"><xsl:value-of select="concat(' ', @column)"/></xsl:if></cell>
			<cell style="mid"><xsl:value-of select="@line"/></cell>
			<cell style="line"><xsl:value-of select="@record"/></cell>
			<cell style="line"><xsl:value-of select="@facts"/></cell>
			<cell style="line"><xsl:value-of select="@id"/></cell>
			<cell style="mark" type="mark"/>
		</row>
	</xsl:template>

	<!-- Since when it is there, how often it came, and what was decided on facts
	     that are no longer so. -->
	<xsl:template name="history">
		<xsl:call-template name="say">
			<xsl:with-param name="id">
				<xsl:text>history</xsl:text>
				<xsl:if test="@times &gt; 1">-times</xsl:if>
			</xsl:with-param>
			<xsl:with-param name="a"><xsl:value-of select="h:say($lang, concat('state-', @state))"/></xsl:with-param>
			<xsl:with-param name="b"><xsl:call-template name="date"><xsl:with-param name="iso" select="@since"/></xsl:call-template></xsl:with-param>
			<xsl:with-param name="c" select="@times"/>
		</xsl:call-template>
		<xsl:for-each select="h:decided[../@status = 'open']">
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'history-decided'"/>
				<xsl:with-param name="a"><xsl:value-of select="h:say($lang, concat('status-', @decision))"/></xsl:with-param>
				<xsl:with-param name="b" select="@by"/>
				<xsl:with-param name="c"><xsl:call-template name="date"><xsl:with-param name="iso" select="@date"/></xsl:call-template></xsl:with-param>
			</xsl:call-template>
		</xsl:for-each>
	</xsl:template>

	<!-- the other sheets -->

	<!-- Of a line, of what belongs to none, or of all: what was found of each group
	     (in words where nothing was and not all was looked at), or its sheet. -->
	<xsl:template match="h:village | h:area | h:villages | h:totals" mode="cell">
		<xsl:param name="column"/>
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:variable name="row" select="."/>
		<xsl:variable name="style"><xsl:choose><xsl:when test="$part = 'total'">total</xsl:when><xsl:when test="$column = 'group'">mid</xsl:when><xsl:otherwise>text</xsl:otherwise></xsl:choose></xsl:variable>
		<xsl:if test="$column = 'group'">
			<xsl:for-each select="$each">
				<xsl:variable name="n"><xsl:call-template name="group-found"><xsl:with-param name="row" select="$row"/><xsl:with-param name="part" select="$part"/></xsl:call-template></xsl:variable>
				<xsl:variable name="unchecked" select="sum($row/h:group[@id = current()/@id]/@unchecked | self::*[$part != '']/@unchecked)"/>
				<cell style="{concat('', $style)}">
					<xsl:if test="$n &gt; 0 or not($unchecked &gt; 0)"><xsl:attribute name="type">number</xsl:attribute></xsl:if>
					<xsl:call-template name="found"><xsl:with-param name="n" select="$n"/><xsl:with-param name="unchecked" select="$unchecked"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template>
				</cell>
			</xsl:for-each>
		</xsl:if>
		<xsl:if test="$column = 'sheet'">
			<cell style="{concat('', $style)}">
				<xsl:if test="$part = 'whole' or @error + @suspect + @notice &gt; 0">
					<xsl:call-template name="sheet-name"><xsl:with-param name="village" select="@code"/><xsl:with-param name="name" select="string(@name)"/></xsl:call-template>
				</xsl:if>
			</cell>
		</xsl:if>
	</xsl:template>

	<!-- The villages or, before them where they are many, their areas. -->
	<xsl:template name="places">
		<xsl:call-template name="villages">
			<xsl:with-param name="villages" select="$lines"/>
			<xsl:with-param name="name" select="$sheet-lines"/>
			<xsl:with-param name="place" select="$level"/>
			<xsl:with-param name="for" select="'areas'"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="villages">
		<xsl:param name="villages" select="$result/h:villages/h:village"/>
		<xsl:param name="name" select="$sheet-villages"/>
		<xsl:param name="place" select="'village'"/>
		<xsl:param name="for" select="'villages'"/>
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'villages']/h:*[@style][not(@for) or @for = $for]"/>
		<xsl:variable name="groups" select="$result/h:groups/h:group[@error + @suspect + @notice + @unchecked &gt; 0]"/>
		<xsl:variable name="span" select="count($columns) - 1 + count($groups)"/>
		<sheet name="{$name}" landscape="yes" freeze-rows="3" freeze-columns="1" repeat-rows="3" footer="{$footer}">
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$groups"/></xsl:call-template>
			<row height="30"><cell style="title" span="{$span}"><xsl:value-of select="$title"/></cell></row>
			<row height="20"><cell style="about" span="{$span}"><xsl:call-template name="about"/></cell></row>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$groups"/><xsl:with-param name="height" select="46"/><xsl:with-param name="place" select="$place"/></xsl:call-template>
			<xsl:for-each select="$villages">
				<row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$groups"/></xsl:call-template></row>
			</xsl:for-each>
			<xsl:for-each select="$result/h:villages[$whole &gt; 0]">
				<row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$groups"/><xsl:with-param name="part" select="'whole'"/></xsl:call-template></row>
			</xsl:for-each>
			<xsl:for-each select="$totals">
				<row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$groups"/><xsl:with-param name="part" select="'total'"/></xsl:call-template></row>
			</xsl:for-each>
			<xsl:if test="$result/h:groups/h:group[@unchecked &gt; 0 and @unchecked &lt; @checks]">
				<row height="24"><cell style="about" span="{$span}"><xsl:value-of select="h:say($lang, 'unchecked-note')"/></cell></row>
			</xsl:if>
			<xsl:if test="$totals/@errors + $totals/@suspects + $totals/@notices = 0">
				<row height="24"><cell style="about" span="{$span}"><xsl:value-of select="h:say($lang, 'no-findings')"/></cell></row>
			</xsl:if>
		</sheet>
	</xsl:template>

	<!-- What has to be done first, by whom and until when. -->
	<xsl:template name="first">
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'first']/h:*[@style]"/>
		<xsl:for-each select="$result/h:first">
			<sheet name="{$sheet-first}" landscape="yes" freeze-rows="3" repeat-rows="3" filter-row="3" footer="{$footer}">
				<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
				<row height="30"><cell style="title" span="{count($columns)}"><xsl:value-of select="h:say($lang, 'h-first')"/></cell></row>
				<row height="20"><cell style="about" span="{count($columns)}">
					<xsl:value-of select="h:say($lang, 'first-about', @total, count(h:task))"/>
				</cell></row>
				<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
				<xsl:for-each select="h:task"><row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></row></xsl:for-each>
			</sheet>
		</xsl:for-each>
	</xsl:template>

	<!-- How this was checked. -->
	<xsl:template name="annex">
		<xsl:call-template name="checks"/>
		<xsl:if test="$result/h:basis/h:parameter"><xsl:call-template name="basis"/></xsl:if>
	</xsl:template>

	<xsl:template name="checks">
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'checks']/h:*[@style]"/>
		<sheet name="{$sheet-checks}" landscape="yes" freeze-rows="1" repeat-rows="1" filter-row="1" footer="{$footer}">
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
			<xsl:for-each select="$result/h:checks/h:check"><row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></row></xsl:for-each>
		</sheet>
	</xsl:template>

	<xsl:template name="notes">
		<sheet name="{$sheet-notes}" footer="{$footer}">
			<column width="78"/>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-1'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-2'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-3'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-4'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-5'"/></xsl:call-template>
			<xsl:call-template name="note"><xsl:with-param name="id" select="'note-6'"/></xsl:call-template>
			<xsl:for-each select="$result/h:changes/h:change">
				<row><cell style="note"><xsl:call-template name="change-told"/></cell></row>
			</xsl:for-each>
			<xsl:call-template name="left-out-row"/>
		</sheet>
	</xsl:template>

	<!-- By what the check was made. -->
	<xsl:template name="basis">
		<xsl:variable name="packs" select="document('../tables.xml')/*/h:table[@id = 'packs']/h:*[@style]"/>
		<xsl:variable name="parameters" select="document('../tables.xml')/*/h:table[@id = 'parameters']/h:*[@style]"/>
		<sheet name="{$sheet-basis}" landscape="yes" footer="{$footer}">
			<xsl:call-template name="widths"><xsl:with-param name="columns" select="$packs"/></xsl:call-template>
			<xsl:for-each select="$result/h:basis/@plan | $result/@rules | $result/@inputs">
				<row>
					<cell style="text" span="3"><xsl:value-of select="h:say($lang, concat('repeat-', name()))"/></cell>
					<cell style="line"><xsl:value-of select="."/></cell>
				</row>
			</xsl:for-each>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$packs"/></xsl:call-template>
			<xsl:for-each select="$result/h:basis/h:pack"><row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$packs"/></xsl:call-template></row></xsl:for-each>
			<xsl:call-template name="head-row"><xsl:with-param name="columns" select="$parameters"/></xsl:call-template>
			<xsl:for-each select="$result/h:basis/h:parameter"><row><xsl:call-template name="cells"><xsl:with-param name="columns" select="$parameters"/></xsl:call-template></row></xsl:for-each>
		</sheet>
	</xsl:template>

	<!-- What the program has to know of a list that comes home: of what it is, how
	     columns and decisions are called in it, and what is locked of a row: as
	     rows of a sheet or, in one heading, as a text. -->
	<xsl:template name="about-sheet">
		<sheet name="hecha" hidden="yes">
			<xsl:call-template name="about-list"><xsl:with-param name="rows" select="true()"/></xsl:call-template>
		</sheet>
	</xsl:template>

	<xsl:template name="about-list">
		<xsl:param name="rows" select="false()"/>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'format'"/><xsl:with-param name="b" select="'hecha-problems 1'"/></xsl:call-template>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'division'"/><xsl:with-param name="b" select="$result/h:street/@division"/></xsl:call-template>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'year'"/><xsl:with-param name="b" select="$result/@year"/></xsl:call-template>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'as-of'"/><xsl:with-param name="b" select="$result/@as-of"/></xsl:call-template>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'rules'"/><xsl:with-param name="b" select="$result/@rules"/></xsl:call-template>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'inputs'"/><xsl:with-param name="b" select="$result/@inputs"/></xsl:call-template>
		<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'problems'"/><xsl:with-param name="b" select="sum($totals/@errors | $totals/@suspects | $totals/@notices | $totals/@settled)"/></xsl:call-template>
		<xsl:call-template name="about-lines"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'column'"/><xsl:with-param name="list" select="'finding=x-id facts=p-facts check=col-check decision=p-verdict reason=p-done evidence=p-evidence until=p-until by=p-by date=p-date reviewer=p-reviewer '"/></xsl:call-template>
		<xsl:call-template name="about-lines"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'decision'"/><xsl:with-param name="list" select="'confirmed=status-confirmed unfounded=status-unfounded rectified=status-rectified accepted=status-accepted '"/></xsl:call-template>
		<xsl:if test="not($split)">
			<xsl:call-template name="about-lines"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'locked'"/><xsl:with-param name="list" select="'=col-village '"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="about-lines"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="'locked'"/><xsl:with-param name="list" select="'=x-household =x-head =x-member =col-check =col-severity =x-message =col-clause =l-remedy =l-found =l-expected =l-step =p-state =col-file =col-line =col-record =p-facts =x-id '"/></xsl:call-template>
	</xsl:template>

	<!-- A line for each value=id, each followed by a blank. -->
	<xsl:template name="about-lines">
		<xsl:param name="rows"/>
		<xsl:param name="a"/>
		<xsl:param name="list"/>
		<xsl:if test="$list != ''">
			<xsl:variable name="one" select="substring-before($list, ' ')"/>
			<xsl:call-template name="about-line"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="$a"/><xsl:with-param name="b" select="substring-before($one, '=')"/><xsl:with-param name="id" select="substring-after($one, '=')"/></xsl:call-template>
			<xsl:call-template name="about-lines"><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="a" select="$a"/><xsl:with-param name="list" select="substring-after($list, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="about-line">
		<xsl:param name="rows"/>
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:param name="id"/>
		<xsl:variable name="title"><xsl:if test="$id != ''"><xsl:value-of select="h:say($lang, $id)"/></xsl:if></xsl:variable>
		<xsl:choose>
			<xsl:when test="$rows">
				<row>
					<cell><xsl:value-of select="$a"/></cell>
					<cell><xsl:value-of select="$b"/></cell>
					<cell><xsl:value-of select="$title"/></cell>
				</row>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="concat($a, '|', $b, '|', $title, ';')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="left-out-row">
		<xsl:param name="columns" select="1"/>
		<xsl:if test="$result/h:answers/@skipped &gt; 0">
			<row><cell style="note" span="{$columns}"><xsl:call-template name="left-out"/></cell></row>
		</xsl:if>
	</xsl:template>

	<xsl:template name="note">
		<xsl:param name="id"/>
		<row><cell style="note"><xsl:value-of select="h:say($lang, $id)"/></cell></row>
	</xsl:template>
</xsl:stylesheet>
