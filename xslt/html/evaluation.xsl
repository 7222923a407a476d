<?xml version="1.0" encoding="UTF-8"?>
<!--
  The evaluation report as a page. The frame is the self-check report's.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="self-check.xsl"/>
	<xsl:include href="../evaluation.xsl"/>

	<xsl:variable name="title">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'e-title'"/>
			<xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:variable>

	<xsl:template name="report-page">
		<header>
			<h1><xsl:call-template name="phrased"><xsl:with-param name="text" select="$title"/></xsl:call-template></h1>
			<xsl:call-template name="about"/>
		</header>
		<main id="main" tabindex="-1">
			<section><p class="plain"><xsl:call-template name="ev-conclusion-text"/></p></section>
			<section>
				<p class="plain"><xsl:value-of select="h:say($lang, 'e-intro', $result/h:plan/h:title, $result/@year)"/></p>
				<xsl:call-template name="ev-method"/>
			</section>
			<section><xsl:call-template name="ev-results"/></section>
			<section><xsl:call-template name="ev-faults"/></section>
			<section><xsl:call-template name="ev-agreement"/></section>
		</main>
		<footer><p><xsl:value-of select="$result/@program"/></p></footer>
	</xsl:template>

	<xsl:template name="ev-h1"><xsl:param name="id"/><h2 id="{$id}"><xsl:value-of select="h:say($lang, $id)"/></h2></xsl:template>
	<xsl:template name="ev-h2"><xsl:param name="id"/><h3 id="{$id}"><xsl:value-of select="h:say($lang, $id)"/></h3></xsl:template>
	<xsl:template name="ev-p"><xsl:param name="text"/><p class="plain"><xsl:value-of select="$text"/></p></xsl:template>
	<xsl:template name="ev-small"><xsl:param name="id"/><xsl:param name="a"/><p class="plain"><xsl:value-of select="h:say($lang, $id, $a)"/></p></xsl:template>
	<xsl:template name="ev-cell"><xsl:param name="text"/><td><xsl:call-template name="ev-lines"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></td></xsl:template>
	<xsl:template name="ev-number"><xsl:param name="n"/><td class="n"><xsl:value-of select="$n"/></td></xsl:template>
	<xsl:template name="ev-row"><xsl:param name="cells"/><tr><xsl:copy-of select="$cells"/></tr></xsl:template>

	<xsl:template name="ev-lines">
		<xsl:param name="text"/>
		<xsl:choose>
			<xsl:when test="contains($text, '&#10;')">
				<xsl:value-of select="substring-before($text, '&#10;')"/><br/>
				<xsl:call-template name="ev-lines"><xsl:with-param name="text" select="substring-after($text, '&#10;')"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="ev-table">
		<xsl:param name="title"/>
		<xsl:param name="ids"/>
		<xsl:param name="rows"/>
		<div class="scroll" tabindex="0">
			<table>
				<caption><xsl:value-of select="h:say($lang, $title)"/></caption>
				<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="$ids"/></xsl:call-template></tr></thead>
				<tbody><xsl:copy-of select="$rows"/></tbody>
			</table>
		</div>
	</xsl:template>
</xsl:stylesheet>
