<?xml version="1.0" encoding="UTF-8"?>
<!--
  The self-check report as HTML: the frame of every page and the main text.
  page is "single" (everything in one), "index" (all but the findings) or the
  number of a page of findings.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="table.xsl"/>
	<xsl:include href="../common.xsl"/>
	<xsl:include href="summary.xsl"/>
	<xsl:include href="timeline.xsl"/>
	<xsl:include href="findings.xsl"/>

	<xsl:output method="html" encoding="UTF-8" indent="no"
		doctype-system="about:legacy-compat"/>

	<xsl:param name="page" select="'single'"/>
	<xsl:param name="pages-path"/>
	<xsl:param name="index-path"/>
	<xsl:param name="css"/>
	<xsl:param name="css-hash"/>
	<xsl:param name="js"/>
	<xsl:param name="js-hash"/>

	<xsl:variable name="is-part" select="$page != 'single' and $page != 'index'"/>
	<xsl:variable name="parts" select="$result/h:parts/h:part"/>
	<xsl:variable name="shown" select="$parts[not($is-part) or @page = $page]"/>
	<!-- More villages than one stand on this page, or could. -->
	<xsl:variable name="mixed" select="not($is-part) or boolean($shown[string(@village) != string($shown[1]/@village)])"/>

	<xsl:variable name="title">
		<xsl:variable name="street"><xsl:call-template name="street"/></xsl:variable>
		<xsl:value-of select="h:say($lang, 'report-title', $street, $result/@year)"/>
	</xsl:variable>

	<xsl:template match="/">
		<html>
			<xsl:attribute name="lang">
				<xsl:choose>
					<xsl:when test="$lang = 'zh'">zh-CN</xsl:when>
					<xsl:otherwise><xsl:value-of select="$lang"/></xsl:otherwise>
				</xsl:choose>
			</xsl:attribute>
			<head>
				<meta http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src {$css-hash}; script-src {$js-hash}; base-uri 'none'; form-action 'none'"/>
				<meta name="viewport" content="width=device-width, initial-scale=1"/>
				<meta name="robots" content="noindex"/>
				<meta name="referrer" content="no-referrer"/>
				<meta name="color-scheme" content="light dark"/>
				<title><xsl:value-of select="$title"/></title>
				<style><xsl:value-of select="$css"/></style>
			</head>
			<body>
				<a class="skip" href="#main">
					<xsl:value-of select="h:say($lang, 'skip')"/>
				</a>
				<xsl:choose>
					<xsl:when test="$is-part"><xsl:call-template name="part-page"/></xsl:when>
					<xsl:otherwise><xsl:call-template name="report-page"/></xsl:otherwise>
				</xsl:choose>
				<script><xsl:value-of select="$js"/></script>
			</body>
		</html>
	</xsl:template>

	<xsl:variable name="breaks"><xsl:value-of select="h:say($lang, 'breaks')"/></xsl:variable>

	<!-- A title in phrases; page.css breaks it nowhere else, as long as there
	     is room. -->
	<xsl:template name="phrased">
		<xsl:param name="text"/>
		<xsl:param name="after" select="$breaks"/>
		<xsl:param name="end"/>
		<xsl:variable name="word" select="substring-before($after, '|')"/>
		<xsl:choose>
			<xsl:when test="$word = ''">
				<xsl:if test="concat($text, $end) != ''"><span><xsl:value-of select="concat($text, $end)"/></span></xsl:if>
			</xsl:when>
			<xsl:when test="contains($text, $word)">
				<xsl:call-template name="phrased">
					<xsl:with-param name="text" select="substring-before($text, $word)"/>
					<xsl:with-param name="after" select="substring-after($after, '|')"/>
					<xsl:with-param name="end" select="$word"/>
				</xsl:call-template>
				<xsl:call-template name="phrased">
					<xsl:with-param name="text" select="substring-after($text, $word)"/>
					<xsl:with-param name="after" select="$after"/>
					<xsl:with-param name="end" select="$end"/>
				</xsl:call-template>
			</xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="phrased">
					<xsl:with-param name="text" select="$text"/>
					<xsl:with-param name="after" select="substring-after($after, '|')"/>
					<xsl:with-param name="end" select="$end"/>
				</xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A heading that can be linked to. -->
	<xsl:template name="heading">
		<xsl:param name="id"/>
		<h2 id="{$id}">
			<xsl:value-of select="h:say($lang, concat('h-', $id), $place, $places)"/>
		</h2>
	</xsl:template>

	<!-- Never by colour alone: a mark and a word. -->
	<xsl:template name="severity">
		<xsl:param name="code"/>
		<span class="sev {$code}">
			<xsl:choose>
				<xsl:when test="$code = 'error'"><xsl:text>▲ </xsl:text></xsl:when>
				<xsl:when test="$code = 'suspect'"><xsl:text>● </xsl:text></xsl:when>
				<xsl:otherwise><xsl:text>○ </xsl:text></xsl:otherwise>
			</xsl:choose>
			<xsl:value-of select="h:say($lang, concat('severity-', $code))"/>
		</span>
	</xsl:template>

	<xsl:template name="nav-link">
		<xsl:param name="to"/>
		<a href="#{$to}"><xsl:value-of select="h:say($lang, concat('nav-', $to), $place, $places)"/></a>
	</xsl:template>

	<xsl:template name="about">
		<p class="about">
			<span>
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'as-of'"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
				</xsl:call-template>
			</span>
			<span>
				<xsl:value-of select="h:say($lang, 'basis', $result/h:plan/h:title)"/>
			</span>
			<span><xsl:call-template name="masking"/></span>
		</p>
	</xsl:template>

	<xsl:template name="report-page">
		<header>
			<h1><xsl:call-template name="phrased"><xsl:with-param name="text" select="$title"/></xsl:call-template></h1>
			<xsl:call-template name="about"/>
			<nav>
				<xsl:attribute name="aria-label"><xsl:value-of select="h:say($lang, 'contents')"/></xsl:attribute>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'verdict'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'villages'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'checks'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'timeline'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'documents'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'sign'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'findings'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'clauses'"/></xsl:call-template>
			</nav>
		</header>
		<main id="main" tabindex="-1">
			<section aria-labelledby="verdict"><xsl:call-template name="verdict"/></section>
			<section aria-labelledby="villages"><xsl:call-template name="villages"/></section>
			<section aria-labelledby="checks"><xsl:call-template name="checks"/></section>
			<section aria-labelledby="timeline"><xsl:call-template name="timeline"/></section>
			<section aria-labelledby="documents"><xsl:call-template name="documents"/></section>
			<section aria-labelledby="sign"><xsl:call-template name="sign"/></section>
			<section aria-labelledby="findings" class="annex">
				<xsl:call-template name="heading"><xsl:with-param name="id" select="'findings'"/></xsl:call-template>
				<xsl:choose>
					<xsl:when test="not($parts)">
						<p><xsl:value-of select="h:say($lang, 'no-findings')"/></p>
					</xsl:when>
					<xsl:when test="$page = 'index'"><xsl:call-template name="page-list"/></xsl:when>
					<xsl:otherwise>
						<xsl:call-template name="findings"><xsl:with-param name="these" select="$shown"/></xsl:call-template>
					</xsl:otherwise>
				</xsl:choose>
			</section>
			<section aria-labelledby="all-checks" class="annex"><xsl:call-template name="all-checks"/></section>
			<section aria-labelledby="clauses" class="annex"><xsl:call-template name="clauses"/></section>
			<section aria-labelledby="repeat" class="annex"><xsl:call-template name="repeat"/></section>
		</main>
		<footer><p><xsl:value-of select="$result/@program"/></p></footer>
	</xsl:template>

	<xsl:template name="page-turns">
		<xsl:variable name="next" select="$shown[last()]/following-sibling::h:part[1]"/>
		<div class="turns">
			<xsl:if test="$page &gt; 1">
				<a href="{$pages-path}{format-number($page - 1, '0000')}.html" rel="prev">
					<xsl:value-of select="h:say($lang, 'nav-previous')"/>
				</a>
			</xsl:if>
			<a href="{$index-path}#findings">
				<xsl:value-of select="h:say($lang, 'nav-back')"/>
			</a>
			<xsl:if test="$next">
				<a href="{$pages-path}{format-number($next/@page, '0000')}.html" rel="next">
					<xsl:value-of select="h:say($lang, 'nav-next')"/>
				</a>
			</xsl:if>
		</div>
	</xsl:template>

	<!-- "from the first village to the last" -->
	<xsl:template name="villages-shown">
		<xsl:variable name="first"><xsl:for-each select="$shown[1]"><xsl:call-template name="part-village"/></xsl:for-each></xsl:variable>
		<xsl:choose>
			<xsl:when test="$mixed">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'range'"/>
					<xsl:with-param name="a" select="$first"/>
					<xsl:with-param name="b"><xsl:for-each select="$shown[last()]"><xsl:call-template name="part-village"/></xsl:for-each></xsl:with-param>
				</xsl:call-template>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$first"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="part-page">
		<header>
			<h1><xsl:call-template name="phrased"><xsl:with-param name="text" select="$title"/></xsl:call-template></h1>
			<xsl:call-template name="about"/>
			<nav>
				<xsl:attribute name="aria-label"><xsl:value-of select="h:say($lang, 't-pages')"/></xsl:attribute>
				<xsl:call-template name="page-turns"/>
			</nav>
		</header>
		<main id="main" tabindex="-1">
			<section aria-labelledby="findings">
				<h2 id="findings">
					<xsl:call-template name="villages-shown"/>
					<xsl:text> </xsl:text>
					<xsl:value-of select="h:say($lang, 'part-title', $page)"/>
				</h2>
				<xsl:call-template name="findings"><xsl:with-param name="these" select="$shown"/></xsl:call-template>
			</section>
		</main>
		<footer>
			<xsl:call-template name="page-turns"/>
			<p><xsl:value-of select="$result/@program"/></p>
		</footer>
	</xsl:template>
</xsl:stylesheet>
