<?xml version="1.0" encoding="UTF-8"?>
<!--
  What stands in the tables of tables.xml, whatever they are written as: what
  is said by a template of mode "value" for the row, which is given the column.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<!-- Of a column: its title; whose a line is may be told otherwise. -->
	<xsl:template name="column-title">
		<xsl:param name="of" select="@title"/>
		<xsl:param name="place" select="$level"/>
		<xsl:value-of select="h:say($lang, h:replace(h:replace($of, 'PLACE', $place), 'SO-FAR', $so-far))"/>
	</xsl:template>

	<!-- Of a column: what stands in a row, the n-th; part is "whole" for what
	     belongs to no village and "total" for all together. -->
	<xsl:template name="value">
		<xsl:param name="row"/>
		<xsl:param name="part"/>
		<xsl:param name="n"/>
		<xsl:choose>
			<xsl:when test="self::h:made or $part != ''">
				<xsl:apply-templates select="$row" mode="value">
					<xsl:with-param name="column" select="string(@id)"/>
					<xsl:with-param name="part" select="$part"/>
				</xsl:apply-templates>
			</xsl:when>
			<xsl:when test="self::h:position"><xsl:value-of select="$n"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:at($row, @id)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="*" mode="value">
		<xsl:param name="column"/>
		<xsl:value-of select="h:at(., $column)"/>
	</xsl:template>

	<xsl:template match="h:parameter" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'of'"><xsl:call-template name="parameter-of"/></xsl:when>
			<xsl:when test="$column = 'value'"><xsl:call-template name="parameter-value"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="parameter-origin"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:check | h:paper" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'severity'"><xsl:value-of select="h:say($lang, concat('severity-', @severity))"/></xsl:when>
			<xsl:when test="$column = 'clause'"><xsl:call-template name="cite"><xsl:with-param name="ids" select="@clause"/></xsl:call-template></xsl:when>
			<xsl:when test="$column = 'answer'"><xsl:call-template name="answer"/></xsl:when>
			<xsl:when test="$column = 'undecided'"><xsl:if test="@checked"><xsl:value-of select="@subjects - @checked"/></xsl:if></xsl:when>
			<xsl:when test="$column = 'due'"><xsl:call-template name="date"><xsl:with-param name="iso" select="@due"/></xsl:call-template></xsl:when>
			<xsl:when test="$column = 'notes'"><xsl:call-template name="answer-notes"/></xsl:when>
			<xsl:when test="$column = 'scope'"><xsl:value-of select="h:say($lang, concat('scope-', @scope))"/></xsl:when>
			<xsl:otherwise><xsl:if test="@left"><xsl:value-of select="h:say($lang, 'days', @left)"/></xsl:if></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:change" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'title'"><xsl:value-of select="key('check', @check)/h:title"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="change"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:lack" mode="value"><xsl:value-of select="h:say($lang, concat('lacks-', @kind), h:title)"/></xsl:template>

	<xsl:template match="h:document" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'exported'"><xsl:call-template name="date"><xsl:with-param name="iso" select="@exported"/></xsl:call-template></xsl:when>
			<xsl:otherwise><xsl:call-template name="kind"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Of a document: what it holds, and of which source. -->
	<xsl:template name="kind">
		<xsl:variable name="kind" select="h:word($lang, concat('kind-', @kind), @kind)"/>
		<xsl:choose>
			<xsl:when test="@source != ''"><xsl:value-of select="h:say($lang, 'kind-source', $kind, h:word($lang, concat('source-', @source), @source))"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$kind"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:task" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'why'"><xsl:value-of select="h:say($lang, concat('first-', @rank))"/></xsl:when>
			<xsl:when test="$column = 'village'"><xsl:call-template name="task-village"/></xsl:when>
			<xsl:when test="$column = 'due'"><xsl:call-template name="task-due"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, concat('severity-', @severity))"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- The days of a step of a procedure. -->
	<xsl:template match="h:step" mode="value">
		<xsl:param name="column"/>
		<xsl:call-template name="date"><xsl:with-param name="iso" select="h:at(., $column)"/><xsl:with-param name="form" select="'date-short'"/></xsl:call-template>
	</xsl:template>

	<!-- Of a group of which nothing was looked at there is no number. -->
	<xsl:template match="h:group" mode="value">
		<xsl:param name="column"/>
		<xsl:variable name="n" select="h:at(., $column)"/>
		<xsl:choose>
			<xsl:when test="$n = 0 and @unchecked &gt;= @checks">—</xsl:when>
			<xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A line, and its households of a class. -->
	<xsl:template match="h:village | h:area" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'line'"><xsl:call-template name="line-name"/></xsl:when>
			<xsl:when test="$column = 'size'"><xsl:call-template name="line-size"/></xsl:when>
			<xsl:when test="$column = 'all'"><xsl:value-of select="@error + @suspect + @notice"/></xsl:when>
			<xsl:when test="$column = 'verdict'"><xsl:value-of select="h:say($lang, concat('o-', @verdict))"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="sum(h:class[@id = $column]/@households)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="line-size"><xsl:value-of select="@households"/></xsl:template>

	<!-- What belongs to no village is what the lines leave of the totals. -->
	<xsl:template match="h:villages" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'line'"><xsl:value-of select="h:say($lang, 'row-whole')"/></xsl:when>
			<xsl:when test="$column = 'all'"><xsl:value-of select="$whole"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:at($totals, concat($column, 's')) - sum($lines/@*[name() = $column])"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- All together; and, behind earlier checks, this one. -->
	<xsl:template match="h:totals" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'day'">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'o-this'"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
				</xsl:call-template>
			</xsl:when>
			<xsl:when test="$column = 'verdict'"><xsl:value-of select="h:say($lang, concat('o-', $result/@verdict))"/></xsl:when>
			<xsl:when test="$column = 'untold'"><xsl:value-of select="sum($result/h:answers/@not-checkable | $result/h:answers/@error | $result/h:answers/@skipped)"/></xsl:when>
			<xsl:when test="$column = 'line'"><xsl:call-template name="total-name"/></xsl:when>
			<xsl:when test="$column = 'all'"><xsl:value-of select="@errors + @suspects + @notices"/></xsl:when>
			<xsl:when test="$column = 'villages'"><xsl:value-of select="sum($lines/@villages)"/></xsl:when>
			<xsl:when test="$column = 'error' or $column = 'suspect' or $column = 'notice'"><xsl:value-of select="h:at(., concat($column, 's'))"/></xsl:when>
			<xsl:when test="h:at(., $column) != ''"><xsl:value-of select="h:at(., $column)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="sum($lines/h:class[@id = $column]/@households)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="total-name"><xsl:value-of select="h:say($lang, 'col-total')"/></xsl:template>
	<xsl:template match="h:acceptance" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'line'"><xsl:call-template name="total-name"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:at(., $column)"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:run" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'day'"><xsl:call-template name="date"><xsl:with-param name="iso" select="@as-of"/></xsl:call-template></xsl:when>
			<xsl:when test="$column = 'verdict'"><xsl:value-of select="h:say($lang, concat('o-', @verdict))"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="@untold"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Findings of a group: of a line, of what belongs to none, or of all. -->
	<xsl:template name="group-found">
		<xsl:param name="row"/>
		<xsl:param name="part"/>
		<xsl:choose>
			<xsl:when test="$part = ''">
				<xsl:variable name="at" select="$row/h:group[@id = current()/@id]"/>
				<xsl:value-of select="sum($at/@error) + sum($at/@suspect) + sum($at/@notice)"/>
			</xsl:when>
			<xsl:when test="$part = 'total'"><xsl:value-of select="@error + @suspect + @notice"/></xsl:when>
			<xsl:otherwise>
				<xsl:variable name="in" select="$lines/h:group[@id = current()/@id]"/>
				<xsl:value-of select="@error + @suspect + @notice - sum($in/@error) - sum($in/@suspect) - sum($in/@notice)"/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A household that exits; days are told as it suits the report. -->
	<xsl:template match="h:household" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'posting' or $column = 'announcement'">
				<xsl:for-each select="h:event[@kind = $column]">
					<xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
					<xsl:call-template name="event">
						<xsl:with-param name="from"><xsl:call-template name="exit-day"><xsl:with-param name="iso" select="@from"/></xsl:call-template><xsl:if test="not(@from)">—</xsl:if></xsl:with-param>
						<xsl:with-param name="to"><xsl:call-template name="exit-end"/></xsl:with-param>
					</xsl:call-template>
				</xsl:for-each>
				<xsl:if test="not(h:event[@kind = $column])"><xsl:value-of select="$no-day"/></xsl:if>
			</xsl:when>
			<xsl:when test="$column = 'whys'"><xsl:call-template name="whys"/></xsl:when>
			<xsl:when test="$column = 'verdict'"><xsl:value-of select="h:say($lang, concat('a-', @verdict))"/></xsl:when>
			<xsl:when test="$column = 'inspected'"><xsl:value-of select="h:say($lang, concat('a-inspected-', @inspected))"/></xsl:when>
			<xsl:when test="h:at(., $column) != ''"><xsl:call-template name="exit-day"><xsl:with-param name="iso" select="h:at(., $column)"/></xsl:call-template></xsl:when>
			<xsl:otherwise><xsl:value-of select="$no-day"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<!-- A dash where there is none, or 未检查 where nobody looked. -->
	<xsl:variable name="no-day">
		<xsl:choose>
			<xsl:when test="$result/h:timeline/h:procedure/@unchecked"><xsl:value-of select="h:say($lang, 'unchecked')"/></xsl:when>
			<xsl:otherwise>—</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:template name="exit-day"><xsl:param name="iso"/><xsl:value-of select="$iso"/></xsl:template>
	<xsl:template name="exit-end"><xsl:value-of select="substring(@to, 6)"/></xsl:template>
</xsl:stylesheet>
