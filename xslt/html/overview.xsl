<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview for supervisors: one page that names nobody. The frame is the
  self-check report's.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="self-check.xsl"/>
	<xsl:include href="trend.xsl"/>
	<xsl:include href="outward.xsl"/>

	<xsl:variable name="title">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'o-title'"/>
			<xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:variable>

	<xsl:template name="report-page">
		<xsl:choose>
			<xsl:when test="$small &gt; 0"><xsl:call-template name="outward-page"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="overview-page"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="overview-page">
		<header>
			<h1><xsl:call-template name="phrased"><xsl:with-param name="text" select="$title"/></xsl:call-template></h1>
			<xsl:call-template name="about"/>
			<nav>
				<xsl:attribute name="aria-label"><xsl:value-of select="h:say($lang, 'contents')"/></xsl:attribute>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'verdict'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'steps'"/></xsl:call-template>
				<xsl:if test="$runs"><xsl:call-template name="nav-link"><xsl:with-param name="to" select="'trend'"/></xsl:call-template></xsl:if>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'heat'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'ready'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'timeline'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'papers'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'frequent'"/></xsl:call-template>
				<xsl:call-template name="nav-link"><xsl:with-param name="to" select="'documents'"/></xsl:call-template>
			</nav>
		</header>
		<main id="main" tabindex="-1">
			<section aria-labelledby="verdict"><xsl:call-template name="verdict"><xsl:with-param name="names" select="false()"/></xsl:call-template></section>
			<!-- With the verdict, what is printed on one sheet. -->
			<section aria-labelledby="steps" class="sheet"><xsl:call-template name="village-steps"/></section>
			<xsl:if test="$runs"><section aria-labelledby="trend"><xsl:call-template name="trend"/></section></xsl:if>
			<section aria-labelledby="heat"><xsl:call-template name="heat"/></section>
			<section aria-labelledby="ready"><xsl:call-template name="ready"/></section>
			<section aria-labelledby="timeline"><xsl:call-template name="timeline"/></section>
			<section aria-labelledby="papers"><xsl:call-template name="papers"/></section>
			<section aria-labelledby="frequent"><xsl:call-template name="frequent"/></section>
			<section aria-labelledby="documents"><xsl:call-template name="documents"/></section>
			<section aria-labelledby="all-checks" class="annex"><xsl:call-template name="all-checks"/></section>
			<section aria-labelledby="clauses" class="annex"><xsl:call-template name="clauses"/></section>
			<section aria-labelledby="repeat" class="annex"><xsl:call-template name="repeat"/></section>
		</main>
		<footer><p><xsl:value-of select="$result/@program"/></p></footer>
	</xsl:template>

	<!-- Without the numbers of the self-check report. -->
	<xsl:template name="heading">
		<xsl:param name="id"/>
		<h2 id="{$id}"><xsl:value-of select="h:say($lang, concat('o-h-', $id), $place, $places)"/></h2>
	</xsl:template>

	<!-- Villages by groups; the darker, the more, and the number says how many. -->
	<xsl:template name="heat">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'heat'"/></xsl:call-template>
		<xsl:if test="not($by-village)"><p class="plain"><xsl:call-template name="lines-told"/></p></xsl:if>
		<xsl:call-template name="table">
			<xsl:with-param name="name" select="'heat'"/>
			<xsl:with-param name="rows" select="$lines"/>
			<xsl:with-param name="class" select="'matrix heat sorts'"/>
			<xsl:with-param name="for" select="'sums'"/>
			<xsl:with-param name="each" select="$result/h:groups/h:group"/>
			<xsl:with-param name="whole" select="$result/h:villages[$whole &gt; 0]"/>
			<xsl:with-param name="total" select="$totals"/>
			<xsl:with-param name="sums" select="true()"/>
		</xsl:call-template>
		<xsl:call-template name="unchecked-note"/>
	</xsl:template>

	<xsl:variable name="most">
		<xsl:for-each select="$lines/h:group">
			<xsl:sort select="@error + @suspect + @notice" data-type="number" order="descending"/>
			<xsl:if test="position() = 1"><xsl:value-of select="@error + @suspect + @notice"/></xsl:if>
		</xsl:for-each>
	</xsl:variable>
	<xsl:template name="heat-cells">
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:variable name="row" select="."/>
		<xsl:for-each select="$each">
			<xsl:variable name="g" select="$row/h:group[@id = current()/@id]"/>
			<xsl:variable name="n"><xsl:call-template name="group-found"><xsl:with-param name="row" select="$row"/><xsl:with-param name="part" select="$part"/></xsl:call-template></xsl:variable>
			<td>
				<xsl:attribute name="class">
					<xsl:text>n</xsl:text>
					<xsl:choose>
						<xsl:when test="$part != ''"/>
						<xsl:when test="$n = 0 and $g/@unchecked &gt; 0"> heat-unchecked</xsl:when>
						<xsl:when test="$n = 0"> heat-0</xsl:when>
						<xsl:otherwise><xsl:value-of select="concat(' heat-', ceiling(4 * $n div $most))"/></xsl:otherwise>
					</xsl:choose>
				</xsl:attribute>
				<xsl:call-template name="found"><xsl:with-param name="n" select="$n"/><xsl:with-param name="unchecked" select="sum($g/@unchecked | self::*[$part != '']/@unchecked)"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template>
			</td>
		</xsl:for-each>
	</xsl:template>

	<!-- Of a line: what is hidden, where the plan hides small counts. -->
	<xsl:template match="h:village | h:area | h:villages | h:totals" mode="overview">
		<xsl:param name="column"/>
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:variable name="row" select="."/>
		<xsl:choose>
			<xsl:when test="$column = 'heat' and $small &gt; 0"><xsl:call-template name="outward-cells"><xsl:with-param name="line" select="self::*[$part = '']"/></xsl:call-template></xsl:when>
			<xsl:when test="$column = 'heat'"><xsl:call-template name="heat-cells"><xsl:with-param name="each" select="$each"/><xsl:with-param name="part" select="$part"/></xsl:call-template></xsl:when>
			<xsl:when test="$column = 'step' and $small &gt; 0"><xsl:for-each select="$each"><xsl:call-template name="outward-step"><xsl:with-param name="step" select="$row/h:step[@id = current()/@id]"/></xsl:call-template></xsl:for-each></xsl:when>
			<xsl:when test="$column = 'step'"><xsl:for-each select="$each"><xsl:call-template name="step-cell"><xsl:with-param name="step" select="$row/h:step[@id = current()/@id]"/></xsl:call-template></xsl:for-each></xsl:when>
			<xsl:when test="$small &gt; 0"><xsl:call-template name="outward-gate"><xsl:with-param name="id" select="$column"/></xsl:call-template></xsl:when>
			<xsl:otherwise><xsl:call-template name="gate"><xsl:with-param name="id" select="$column"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- What each village still lacks, in words. -->
	<xsl:template name="ready">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'ready'"/></xsl:call-template>
		<p class="plain"><xsl:call-template name="say">
			<xsl:with-param name="id" select="'o-ready'"/>
			<xsl:with-param name="a" select="$totals/@villages"/>
			<xsl:with-param name="b">
				<xsl:for-each select="$result/h:villages/@*[. &gt; 0]">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
					<xsl:value-of select="h:say($lang, concat('o-n-', name()), .)"/>
				</xsl:for-each>
			</xsl:with-param>
		</xsl:call-template></p>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'ready'"/><xsl:with-param name="rows" select="$lines"/><xsl:with-param name="class" select="'sorts'"/><xsl:with-param name="for" select="'sums'"/><xsl:with-param name="order" select="true()"/></xsl:call-template>
		<xsl:if test="$result/h:lacks/h:lack"><p class="plain"><xsl:call-template name="lacks"/><xsl:value-of select="h:say($lang, 'full-stop')"/></p></xsl:if>
		<xsl:if test="$is-open">
			<p class="plain"><xsl:value-of select="h:say($lang, 'o-not-all')"/></p>
		</xsl:if>
	</xsl:template>

	<!-- How much it is, what most of it is, and what came back. -->
	<xsl:template name="village-why">
		<xsl:call-template name="say">
			<xsl:with-param name="id"><xsl:text>o-why</xsl:text><xsl:if test="@back &gt; 0">-back</xsl:if></xsl:with-param>
			<xsl:with-param name="a"><xsl:call-template name="line-name"/></xsl:with-param>
			<xsl:with-param name="b" select="@error"/>
			<xsl:with-param name="c">
				<xsl:for-each select="h:work[@error &gt; 0]">
					<xsl:sort select="@error" data-type="number" order="descending"/>
					<xsl:if test="position() &lt;= 2">
						<xsl:if test="position() = 2"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
						<xsl:value-of select="h:say($lang, 'o-most', h:say($lang, concat('o-', @id)), @error)"/>
					</xsl:if>
				</xsl:for-each>
			</xsl:with-param>
			<xsl:with-param name="d" select="@back"/>
		</xsl:call-template>
	</xsl:template>

	<!-- Each step of each village: on time, late, too short, missing, to come. -->
	<xsl:template name="village-steps">
		<xsl:variable name="kinds" select="$result/h:villages/h:kind"/>
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'steps'"/></xsl:call-template>
		<xsl:if test="$lines[@error &gt; 0]">
			<ol>
				<xsl:for-each select="$lines[@error &gt; 0]">
					<xsl:sort select="@error" data-type="number" order="descending"/>
					<xsl:sort select="@suspect" data-type="number" order="descending"/>
					<xsl:sort select="@code"/>
					<xsl:if test="position() &lt;= 5"><li><xsl:call-template name="village-why"/></li></xsl:if>
				</xsl:for-each>
			</ol>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="$kinds">
				<p class="plain"><xsl:value-of select="h:say($lang, 'o-steps-how')"/></p>
				<xsl:call-template name="table"><xsl:with-param name="name" select="'village-steps'"/><xsl:with-param name="rows" select="$lines"/><xsl:with-param name="class" select="'sorts'"/><xsl:with-param name="each" select="$kinds"/><xsl:with-param name="order" select="true()"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise><p><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'unchecked')"/></p></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="step-cell">
		<xsl:param name="step"/>
		<td data-n="{sum($step/@missing) + sum($step/@late) + sum($step/@short) + sum($step/@undated)}">
			<xsl:choose>
				<xsl:when test="not($step)"><xsl:text>—</xsl:text></xsl:when>
				<xsl:when test="$step/@missing or $step/@late or $step/@short or $step/@undated">
					<xsl:for-each select="$step/@missing | $step/@late | $step/@short | $step/@undated">
						<xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
						<span class="sev error"><xsl:text>▲ </xsl:text><xsl:value-of select="h:say($lang, concat('o-step-', name()), .)"/></span>
					</xsl:for-each>
				</xsl:when>
				<xsl:when test="not($step/@pending)"><span class="nowrap"><xsl:text>✓ </xsl:text><xsl:value-of select="h:say($lang, 'o-step-met')"/></span></xsl:when>
			</xsl:choose>
			<xsl:if test="$step/@pending"><xsl:text> </xsl:text><span class="nowrap"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'o-step-pending', $step/@pending)"/></span></xsl:if>
		</td>
	</xsl:template>

	<!-- One side of the work: what was found, else what is open, else a tick. -->
	<xsl:template name="gate">
		<xsl:param name="id"/>
		<xsl:variable name="work" select="h:work[@id = $id]"/>
		<td data-n="{sum($work/@error)}">
			<xsl:if test="$work/@error &gt; 0"><span class="sev error"><xsl:text>▲ </xsl:text><xsl:value-of select="h:say($lang, 'o-errors', $work/@error)"/></span></xsl:if>
			<xsl:if test="$work/@suspect &gt; 0"><xsl:text> </xsl:text><span class="sev suspect"><xsl:text>● </xsl:text><xsl:value-of select="h:say($lang, 'o-suspects', $work/@suspect)"/></span></xsl:if>
			<xsl:choose>
				<xsl:when test="not($work)"><xsl:text>—</xsl:text></xsl:when>
				<xsl:when test="$work/@unchecked &gt;= $work/@checks"><xsl:text> </xsl:text><span class="nowrap"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'unchecked')"/></span></xsl:when>
				<xsl:when test="$work/@unchecked &gt; 0"><xsl:text> </xsl:text><span class="nowrap"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'unchecked-some', $work/@unchecked)"/></span></xsl:when>
				<xsl:when test="$work/@waiting &gt; 0"><xsl:text> </xsl:text><span class="nowrap"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'waiting')"/></span></xsl:when>
				<xsl:when test="$work/@verdict = 'met'"><xsl:text>✓ </xsl:text><xsl:value-of select="h:say($lang, 'o-no-error')"/></xsl:when>
			</xsl:choose>
		</td>
	</xsl:template>

	<!-- What has to be on the table when the inspectors come. -->
	<xsl:template name="papers">
		<xsl:variable name="proofs" select="$all[@group = 'arc' or @group = 'trn' or @group = 'acc']"/>
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'papers'"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="$result/h:papers/h:paper"><xsl:call-template name="table"><xsl:with-param name="name" select="'papers'"/><xsl:with-param name="rows" select="$result/h:papers/h:paper"/><xsl:with-param name="class" select="'sorts'"/></xsl:call-template></xsl:when>
			<xsl:otherwise><p><xsl:value-of select="h:say($lang, 'o-papers-none')"/></p></xsl:otherwise>
		</xsl:choose>
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'proofs'"/><xsl:with-param name="rows" select="$proofs"/></xsl:call-template>
	</xsl:template>

	<xsl:template match="h:paper" mode="cell">
		<td data-n="{@needed - @there}">
			<xsl:choose>
				<xsl:when test="@there = @needed"><xsl:text>✓ </xsl:text><xsl:value-of select="h:say($lang, 'o-all-there')"/></xsl:when>
				<xsl:otherwise><span class="sev error"><xsl:text>▲ </xsl:text><xsl:value-of select="h:say($lang, 'o-lacking', @needed - @there)"/></span></xsl:otherwise>
			</xsl:choose>
		</td>
	</xsl:template>

	<xsl:template match="h:check" mode="proof">
		<td>
			<xsl:choose>
				<xsl:when test="@findings &gt; 0"><span class="sev {@severity}"><xsl:value-of select="translate(substring(@severity, 1, 1), 'esn', '▲●○')"/><xsl:text> </xsl:text><xsl:value-of select="h:say($lang, 'o-faults', @findings)"/></span></xsl:when>
				<xsl:otherwise>
					<xsl:if test="@answer = 'pass'"><xsl:text>✓ </xsl:text></xsl:if>
					<xsl:choose>
						<xsl:when test="@answer = 'not-checkable'"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'unchecked')"/></xsl:when>
						<xsl:otherwise>
							<xsl:value-of select="h:say($lang, concat('answer-', @answer))"/>
							<xsl:call-template name="why"/>
						</xsl:otherwise>
					</xsl:choose>
				</xsl:otherwise>
			</xsl:choose>
		</td>
	</xsl:template>

	<xsl:template name="frequent">
		<xsl:variable name="failed" select="$all[@findings &gt; 0]"/>
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'frequent'"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="not($failed)"><p><xsl:value-of select="h:say($lang, 'no-findings')"/></p></xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="table"><xsl:with-param name="name" select="'frequent'"/><xsl:with-param name="rows" select="$failed"/><xsl:with-param name="class" select="'sorts'"/><xsl:with-param name="order" select="true()"/><xsl:with-param name="most" select="20"/></xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
