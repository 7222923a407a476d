<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview of the level above: streets by what is asked of them, by word and
  colour; it names nobody.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

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

	<xsl:template name="streets">
		<h2 id="streets"><xsl:value-of select="h:say($lang, 'c-t-streets')"/></h2>
		<div class="scroll" tabindex="0">
			<table class="matrix">
				<thead>
					<tr>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-name')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-sequence')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-as-of')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-came')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-verdict')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-errors')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-suspects')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-untold')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-received')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-verified')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-ordered')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-fresh')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-in-time')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-faultless')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-settled')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-papers')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-deadlines')"/></th>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-receipt')"/></th>
					</tr>
				</thead>
				<tbody>
					<xsl:for-each select="$result/h:street">
						<tr>
							<th scope="row"><xsl:value-of select="@name"/><xsl:text> </xsl:text><span class="nowrap"><xsl:value-of select="@division"/></span></th>
							<td class="n"><xsl:value-of select="@sequence"/></td>
							<td class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="@as-of"/><xsl:with-param name="form" select="'date-short'"/></xsl:call-template></td>
							<td class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="@came"/><xsl:with-param name="form" select="'date-short'"/></xsl:call-template></td>
							<td class="nowrap"><xsl:call-template name="verdict-word"/></td>
							<td class="n"><xsl:call-template name="street-count"><xsl:with-param name="n" select="@errors"/></xsl:call-template></td>
							<td class="n"><xsl:call-template name="street-count"><xsl:with-param name="n" select="@suspects"/></xsl:call-template></td>
							<td class="n"><xsl:value-of select="@untold"/></td>
							<td class="nowrap"><xsl:apply-templates select="@received" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@verified" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@ordered" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@fresh" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@in-time" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@faultless" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@settled" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@papers" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@deadlines" mode="cell"/></td>
							<td class="nowrap"><xsl:apply-templates select="@receipt" mode="cell"/></td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
		<p class="plain"><xsl:value-of select="h:say($lang, 'c-note')"/><xsl:call-template name="small-note"/></p>
	</xsl:template>

	<xsl:template name="days">
		<h2 id="days"><xsl:value-of select="h:say($lang, 'c-t-days')"/></h2>
		<div class="scroll" tabindex="0">
			<table>
				<thead>
					<tr>
						<th scope="col"><xsl:value-of select="h:say($lang, 'c-day')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-streets')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-verdict-met')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-errors')"/></th>
						<th scope="col" class="n"><xsl:value-of select="h:say($lang, 'c-suspects')"/></th>
					</tr>
				</thead>
				<tbody>
					<xsl:for-each select="$result/h:day">
						<tr>
							<th scope="row" class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="@day"/></xsl:call-template></th>
							<td class="n"><xsl:value-of select="@streets"/></td>
							<td class="n"><xsl:value-of select="@met"/></td>
							<td class="n"><xsl:call-template name="day-sum"><xsl:with-param name="n" select="@errors"/></xsl:call-template></td>
							<td class="n"><xsl:call-template name="day-sum"><xsl:with-param name="n" select="@suspects"/></xsl:call-template></td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
	</xsl:template>
</xsl:stylesheet>
