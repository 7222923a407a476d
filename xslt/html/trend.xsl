<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where it goes: what earlier checks of the same database found, and this one.
  A bar and a line of the table for each; nothing where there is no other.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:variable name="runs" select="$result/h:trend/h:run"/>
	<!-- Bars stand between 26 and 156, the highest from end to end. -->
	<xsl:variable name="slot" select="60 + 30 * (count($runs) &lt; 7)"/>
	<xsl:variable name="bar-width" select="28 + 16 * (count($runs) &lt; 7)"/>
	<xsl:variable name="end" select="$slot * (count($runs) + 1)"/>

	<xsl:template name="trend">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'trend'"/></xsl:call-template>
		<p><xsl:call-template name="say">
			<xsl:with-param name="id" select="'o-trend'"/>
			<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$runs[last()]/@as-of"/></xsl:call-template></xsl:with-param>
			<xsl:with-param name="b" select="$result/h:trend/@new"/>
			<xsl:with-param name="c" select="$result/h:trend/@still"/>
			<xsl:with-param name="d" select="$result/h:trend/@gone"/>
		</xsl:call-template></p>
		<xsl:call-template name="trend-chart"/>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'trend'"/><xsl:with-param name="rows" select="$runs"/><xsl:with-param name="whole" select="$totals"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="trend-chart">
		<xsl:variable name="most">
			<xsl:for-each select="$runs | $totals">
				<xsl:sort select="@errors + @suspects + @notices" data-type="number" order="descending"/>
				<xsl:if test="position() = 1"><xsl:value-of select="@errors + @suspects + @notices"/></xsl:if>
			</xsl:for-each>
		</xsl:variable>
		<xsl:variable name="scale" select="130 div ($most + ($most = 0))"/>
		<xsl:call-template name="severity-legend"/>
		<div class="scroll" tabindex="0">
			<svg class="bars trend" role="img" width="{$end}" height="190" viewBox="0 0 {$end} 190">
				<title><xsl:value-of select="h:say($lang, 'o-chart-trend')"/></title>
				<xsl:call-template name="hatch"/>
				<xsl:for-each select="$runs | $totals">
					<xsl:variable name="is-this" select="count(. | $totals) = 1"/>
					<xsl:call-template name="trend-bar">
						<xsl:with-param name="x">
							<xsl:choose>
								<xsl:when test="$is-this"><xsl:value-of select="$slot * (count($runs) + .5)"/></xsl:when>
								<xsl:otherwise><xsl:value-of select="$slot * (count(preceding-sibling::h:run) + .5)"/></xsl:otherwise>
							</xsl:choose>
						</xsl:with-param>
						<xsl:with-param name="as-of" select="@as-of | $result[$is-this]/@as-of"/>
						<xsl:with-param name="scale" select="$scale"/>
					</xsl:call-template>
				</xsl:for-each>
				<line class="axis" x1="0" y1="156" x2="{$end}" y2="156"/>
			</svg>
		</div>
	</xsl:template>

	<!-- From the axis up: errors, suspects, notices, and how many in all. -->
	<xsl:template name="trend-bar">
		<xsl:param name="x"/>
		<xsl:param name="as-of"/>
		<xsl:param name="scale"/>
		<xsl:variable name="left" select="format-number($x - $bar-width div 2, '0.#')"/>
		<xsl:variable name="day"><xsl:call-template name="date"><xsl:with-param name="iso" select="$as-of"/><xsl:with-param name="form" select="'date-short'"/></xsl:call-template></xsl:variable>
		<g>
			<title><xsl:value-of select="h:say($lang, 'bar', $day, @errors, @suspects, @notices)"/></title>
			<rect class="b-error" x="{$left}" width="{$bar-width}" y="{format-number(156 - @errors * $scale, '0.#')}" height="{format-number(@errors * $scale, '0.#')}"/>
			<rect fill="url(#hatch)" x="{$left}" width="{$bar-width}" y="{format-number(156 - (@errors + @suspects) * $scale, '0.#')}" height="{format-number(@suspects * $scale, '0.#')}"/>
			<rect class="b-notice" x="{$left}" width="{$bar-width}" y="{format-number(156 - (@errors + @suspects + @notices) * $scale, '0.#')}" height="{format-number(@notices * $scale, '0.#')}"/>
			<text class="num" x="{format-number($x, '0.#')}" y="{format-number(149 - (@errors + @suspects + @notices) * $scale, '0.#')}" text-anchor="middle"><xsl:value-of select="@errors + @suspects + @notices"/></text>
			<text class="tick" x="{format-number($x, '0.#')}" y="174" text-anchor="middle"><xsl:value-of select="$day"/></text>
		</g>
	</xsl:template>
</xsl:stylesheet>
