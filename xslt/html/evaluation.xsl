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
	<xsl:template name="ev-table"><xsl:param name="name"/><xsl:param name="rows"/><xsl:call-template name="table"><xsl:with-param name="name" select="$name"/><xsl:with-param name="rows" select="$rows"/></xsl:call-template></xsl:template>
</xsl:stylesheet>
