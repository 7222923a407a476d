<?xml version="1.0" encoding="UTF-8"?>
<!--
  Procedures and deadlines: a chart and a table for each procedure.

  The axis runs from the first to the last date, but not more than a month
  beyond the deadlines: one wrong year must not squash all the rest.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:template name="timeline">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'timeline'"/></xsl:call-template>
		<p class="plain"><xsl:call-template name="counting"/></p>
		<xsl:if test="$all[h:reading]">
			<p class="plain"><xsl:value-of select="h:say($lang, 'readings')"/></p>
			<ul>
				<xsl:for-each select="$all[h:reading]"><li><xsl:call-template name="readings-of"/></li></xsl:for-each>
			</ul>
		</xsl:if>
		<xsl:apply-templates select="$result/h:timeline/h:procedure"/>
	</xsl:template>

	<xsl:template match="h:procedure">
		<h3>
			<xsl:value-of select="h:title"/>
			<xsl:if test="h:step and @households &gt; 0">
				<small>
					<xsl:call-template name="classes-told"/>
				</small>
			</xsl:if>
		</h3>
		<xsl:choose>
			<xsl:when test="@unchecked and @households &gt; 0">
				<p class="plain"><xsl:value-of select="h:say($lang, 'procedure-unchecked')"/></p>
			</xsl:when>
			<xsl:when test="h:step and @households &gt; 0">
				<xsl:call-template name="axis"/>
				<xsl:call-template name="table"><xsl:with-param name="name" select="'steps'"/><xsl:with-param name="rows" select="h:step"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise>
				<p class="plain"><xsl:value-of select="h:say($lang, 'procedure-none')"/></p>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- The first or last of some dates, as the number of its day. -->
	<xsl:template name="outermost">
		<xsl:param name="dates"/>
		<xsl:param name="order"/>
		<xsl:for-each select="$dates">
			<xsl:sort select="." order="{$order}"/>
			<xsl:if test="position() = 1">
				<xsl:call-template name="day"><xsl:with-param name="iso" select="."/></xsl:call-template>
			</xsl:if>
		</xsl:for-each>
	</xsl:template>

	<xsl:template name="smaller">
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:choose>
			<xsl:when test="$b &lt; $a"><xsl:value-of select="$b"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$a"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="axis">
		<xsl:variable name="first"><xsl:call-template name="outermost"><xsl:with-param name="dates" select="h:step/@first | h:step/@last | h:step/@due"/><xsl:with-param name="order" select="'ascending'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="last"><xsl:call-template name="outermost"><xsl:with-param name="dates" select="h:step/@first | h:step/@last | h:step/@due"/><xsl:with-param name="order" select="'descending'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="first-due"><xsl:call-template name="outermost"><xsl:with-param name="dates" select="h:step/@due"/><xsl:with-param name="order" select="'ascending'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="last-due"><xsl:call-template name="outermost"><xsl:with-param name="dates" select="h:step/@due"/><xsl:with-param name="order" select="'descending'"/></xsl:call-template></xsl:variable>
		<xsl:variable name="as-of"><xsl:call-template name="day"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:variable>
		<!-- -(-a < -b) is the greater; no due date leaves NaN, which is never smaller. -->
		<xsl:variable name="low"><xsl:call-template name="smaller"><xsl:with-param name="a" select="-$first"/><xsl:with-param name="b" select="31 - $first-due"/></xsl:call-template></xsl:variable>
		<xsl:variable name="high"><xsl:call-template name="smaller"><xsl:with-param name="a" select="$last"/><xsl:with-param name="b" select="$last-due + 31"/></xsl:call-template></xsl:variable>
		<xsl:if test="$first != ''">
			<xsl:call-template name="chart">
				<xsl:with-param name="from" select="-$low - 1"/>
				<xsl:with-param name="to" select="$high + 1"/>
				<xsl:with-param name="as-of" select="$as-of"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="chart">
		<xsl:param name="from"/>
		<xsl:param name="to"/>
		<xsl:param name="as-of"/>
		<xsl:variable name="scale" select="440 div ($to - $from)"/>
		<xsl:variable name="bottom" select="count(h:step) * 28 + 6"/>
		<ul class="legend" aria-hidden="true">
			<li><span class="key k-span"/><xsl:value-of select="h:say($lang, 'legend-span')"/></li>
			<xsl:if test="h:step[@late &gt; 0]"><li><span class="key k-late"/><xsl:value-of select="h:say($lang, 'legend-late')"/></li></xsl:if>
			<li><span class="key k-due"/><xsl:value-of select="h:say($lang, 'legend-due')"/></li>
			<li><span class="key k-as-of"/><xsl:value-of select="h:say($lang, 'legend-as-of')"/></li>
		</ul>
		<div class="scroll" tabindex="0">
			<svg class="timeline" role="img" viewBox="0 0 720 {$bottom + 24}">
				<title>
					<xsl:value-of select="h:say($lang, 'chart-timeline', h:title)"/>
				</title>
				<xsl:call-template name="ticks">
					<xsl:with-param name="day" select="$from + 1"/>
					<xsl:with-param name="step" select="ceiling(($to - $from) div 7)"/>
					<xsl:with-param name="from" select="$from"/>
					<xsl:with-param name="to" select="$to"/>
					<xsl:with-param name="scale" select="$scale"/>
					<xsl:with-param name="bottom" select="$bottom"/>
				</xsl:call-template>
				<xsl:if test="$as-of &gt;= $from and $as-of &lt;= $to">
					<line class="as-of" x1="{format-number(136 + ($as-of - $from) * $scale, '0.#')}" x2="{format-number(136 + ($as-of - $from) * $scale, '0.#')}" y1="2" y2="{$bottom}"/>
				</xsl:if>
				<xsl:for-each select="h:step">
					<xsl:call-template name="step-row">
						<xsl:with-param name="y" select="(position() - 1) * 28 + 4"/>
						<xsl:with-param name="from" select="$from"/>
						<xsl:with-param name="to" select="$to"/>
						<xsl:with-param name="scale" select="$scale"/>
					</xsl:call-template>
				</xsl:for-each>
			</svg>
		</div>
	</xsl:template>

	<xsl:template name="ticks">
		<xsl:param name="day"/>
		<xsl:param name="step"/>
		<xsl:param name="from"/>
		<xsl:param name="to"/>
		<xsl:param name="scale"/>
		<xsl:param name="bottom"/>
		<xsl:if test="$day &lt; $to">
			<xsl:variable name="x" select="format-number(136 + ($day - $from) * $scale, '0.#')"/>
			<line class="grid" x1="{$x}" x2="{$x}" y1="2" y2="{$bottom}"/>
			<text class="tick" x="{$x}" y="{$bottom + 16}" text-anchor="middle">
				<xsl:call-template name="date">
					<xsl:with-param name="iso"><xsl:call-template name="iso"><xsl:with-param name="day" select="$day"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="form" select="'date-tick'"/>
				</xsl:call-template>
			</text>
			<xsl:call-template name="ticks">
				<xsl:with-param name="day" select="$day + $step"/>
				<xsl:with-param name="step" select="$step"/>
				<xsl:with-param name="from" select="$from"/>
				<xsl:with-param name="to" select="$to"/>
				<xsl:with-param name="scale" select="$scale"/>
				<xsl:with-param name="bottom" select="$bottom"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- A step: from its first to its last date, a mark at the deadline, and
	     what is not as it should be in words. -->
	<xsl:template name="step-row">
		<xsl:param name="y"/>
		<xsl:param name="from"/>
		<xsl:param name="to"/>
		<xsl:param name="scale"/>
		<text x="126" y="{$y + 17}" text-anchor="end"><xsl:call-template name="short"><xsl:with-param name="text" select="h:title"/></xsl:call-template></text>
		<xsl:if test="@first or @last">
			<xsl:variable name="one"><xsl:call-template name="day"><xsl:with-param name="iso" select="(@first | @last)[1]"/></xsl:call-template></xsl:variable>
			<xsl:variable name="two"><xsl:call-template name="day"><xsl:with-param name="iso" select="(@first | @last)[last()]"/></xsl:call-template></xsl:variable>
			<xsl:variable name="left"><xsl:call-template name="smaller"><xsl:with-param name="a" select="-$one"/><xsl:with-param name="b" select="-$from"/></xsl:call-template></xsl:variable>
			<xsl:variable name="right"><xsl:call-template name="smaller"><xsl:with-param name="a" select="$two"/><xsl:with-param name="b" select="$to - 1"/></xsl:call-template></xsl:variable>
			<xsl:if test="$right &gt;= -$left">
				<rect y="{$y + 6}" height="13" x="{format-number(136 + (-$left - $from) * $scale, '0.#')}" width="{format-number(($right + $left + 1) * $scale, '0.#')}">
					<xsl:attribute name="class">
						<xsl:text>span</xsl:text>
						<xsl:if test="@late &gt; 0"> late</xsl:if>
					</xsl:attribute>
				</rect>
			</xsl:if>
		</xsl:if>
		<xsl:if test="@due">
			<xsl:variable name="due"><xsl:call-template name="day"><xsl:with-param name="iso" select="@due"/></xsl:call-template></xsl:variable>
			<!-- The end of that day: a bar that ends in time ends there. -->
			<xsl:variable name="x" select="format-number(136 + ($due + 1 - $from) * $scale, '0.#')"/>
			<path class="due" d="M{$x} {$y + 1}v23m-4 -23h8l-4 5z"/>
		</xsl:if>
		<text x="586" y="{$y + 17}">
			<xsl:attribute name="class">
				<xsl:text>state</xsl:text>
				<xsl:if test="@late + @missing + @at-risk = 0"> good</xsl:if>
			</xsl:attribute>
			<xsl:if test="@done &gt; 0 and @late + @missing + @at-risk + @pending = 0"><xsl:value-of select="h:say($lang, 'state-met')"/></xsl:if>
			<xsl:call-template name="state"><xsl:with-param name="id" select="'state-late'"/><xsl:with-param name="n" select="@late"/></xsl:call-template>
			<xsl:call-template name="state"><xsl:with-param name="id" select="'col-missing'"/><xsl:with-param name="n" select="@missing"/></xsl:call-template>
			<xsl:call-template name="state"><xsl:with-param name="id" select="'col-at-risk'"/><xsl:with-param name="n" select="@at-risk"/></xsl:call-template>
			<xsl:call-template name="state"><xsl:with-param name="id" select="'col-not-due'"/><xsl:with-param name="n" select="@pending"/></xsl:call-template>
		</text>
	</xsl:template>

	<xsl:template name="state">
		<xsl:param name="id"/>
		<xsl:param name="n"/>
		<xsl:if test="$n &gt; 0">
			<xsl:value-of select="h:say($lang, $id)"/>
			<xsl:value-of select="concat(' ', $n, ' ')"/>
		</xsl:if>
	</xsl:template>
</xsl:stylesheet>
