<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview of the level above: streets by what is asked of them, by word and
  colour; it names nobody.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="table.xsl"/>
	<xsl:import href="../county.xsl"/>
	<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>
	<xsl:param name="css"/>

	<xsl:template match="/">
		<html>
			<xsl:attribute name="lang"><xsl:choose><xsl:when test="$lang = 'zh'">zh-CN</xsl:when><xsl:otherwise><xsl:value-of select="$lang"/></xsl:otherwise></xsl:choose></xsl:attribute>
			<head>
				<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
				<meta name="viewport" content="width=device-width, initial-scale=1"/>
				<meta name="robots" content="noindex"/>
				<meta name="referrer" content="no-referrer"/>
				<meta name="color-scheme" content="light dark"/>
				<title><xsl:value-of select="$title"/></title>
				<style><xsl:value-of select="$css"/> body { max-width: 100rem; }</style>
			</head>
			<body>
				<header>
					<h1><xsl:value-of select="$title"/></h1>
				</header>
				<main id="main">
					<section>
						<p><xsl:call-template name="sums"/></p>
						<p><xsl:call-template name="counts"/></p>
						<p><xsl:call-template name="ordered"/></p>
					</section>
					<section aria-labelledby="streets"><xsl:call-template name="streets"/></section>
					<section aria-labelledby="days"><xsl:call-template name="days"/></section>
				</main>
				<footer><p><xsl:value-of select="$result/@program"/></p></footer>
			</body>
		</html>
	</xsl:template>

	<!-- By word, sign and colour. -->
	<xsl:template match="@*" mode="cell">
		<xsl:choose>
			<xsl:when test=". = 'bad'"><span class="sev error"><xsl:text>▲ </xsl:text><xsl:apply-templates select="." mode="word"/></span></xsl:when>
			<xsl:when test=". = 'good'"><xsl:text>✓ </xsl:text><xsl:apply-templates select="." mode="word"/></xsl:when>
			<xsl:otherwise><span class="sev notice"><xsl:text>○ </xsl:text><xsl:apply-templates select="." mode="word"/></span></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:street" mode="cell">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'name'"><th scope="row"><xsl:value-of select="@name"/><xsl:text> </xsl:text><span class="nowrap"><xsl:value-of select="@division"/></span></th></xsl:when>
			<xsl:when test="$column = 'as-of' or $column = 'came'"><td class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="h:at(., $column)"/><xsl:with-param name="form" select="'date-short'"/></xsl:call-template></td></xsl:when>
			<xsl:otherwise><td class="nowrap"><xsl:apply-templates select="h:at(., $column)" mode="cell"/></td></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template match="h:day" mode="cell"><th scope="row" class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="@day"/></xsl:call-template></th></xsl:template>

	<xsl:template name="streets">
		<h2 id="streets"><xsl:value-of select="h:say($lang, 'c-t-streets')"/></h2>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'streets'"/><xsl:with-param name="rows" select="$result/h:street"/><xsl:with-param name="class" select="'matrix'"/></xsl:call-template>
		<p class="plain"><xsl:value-of select="h:say($lang, 'c-note')"/><xsl:call-template name="small-note"/></p>
	</xsl:template>

	<xsl:template name="days">
		<h2 id="days"><xsl:value-of select="h:say($lang, 'c-t-days')"/></h2>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'days'"/><xsl:with-param name="rows" select="$result/h:day"/></xsl:call-template>
	</xsl:template>
</xsl:stylesheet>
