<?xml version="1.0" encoding="UTF-8"?>
<!--
  The overview where the plan hides small counts (parameter small-cell).

  Counts of findings stand in one table only, each village by each kind of
  check; there is no sum of its lines or columns. The only sums are those of
  all errors, suspects and notices, and of villages' sizes, and they are left
  out where a hidden count could be worked out from them: where only one count
  is hidden, or where all hidden ones must be the least or the most that they
  can be. Whatever else there is, is said by marks.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:variable name="small" select="number($result/@small-cell)"/>
	<!-- As many letters as the largest count that can be hidden. -->
	<xsl:variable name="tally" select="'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'"/>

	<xsl:template name="outward-count">
		<xsl:param name="n"/>
		<xsl:choose>
			<xsl:when test="$n &gt; 0 and $n &lt; $small"><xsl:value-of select="concat('&lt;', $small)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="line-size"><xsl:call-template name="outward-count"><xsl:with-param name="n" select="@households"/></xsl:call-template></xsl:template>

	<!-- Findings of a kind ($group) at a line, or of the street itself. -->
	<xsl:template name="outward-found">
		<xsl:param name="line"/>
		<xsl:variable name="at" select="$line/h:group[@id = current()/@id]"/>
		<xsl:choose>
			<xsl:when test="$line"><xsl:value-of select="sum($at/@error) + sum($at/@suspect) + sum($at/@notice)"/></xsl:when>
			<xsl:otherwise>
				<xsl:variable name="in" select="$lines/h:group[@id = current()/@id]"/>
				<xsl:value-of select="@error + @suspect + @notice - sum($in/@error) - sum($in/@suspect) - sum($in/@notice)"/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A letter for each hidden cell; and a letter for each finding in them. -->
	<xsl:template name="outward-letters">
		<xsl:param name="each"/>
		<xsl:for-each select="$lines | $totals">
			<xsl:variable name="line" select="self::*[not(self::h:totals)]"/>
			<xsl:for-each select="$result/h:groups/h:group">
				<xsl:variable name="n"><xsl:call-template name="outward-found"><xsl:with-param name="line" select="$line"/></xsl:call-template></xsl:variable>
				<xsl:if test="$n &gt; 0 and $n &lt; $small"><xsl:value-of select="substring($tally, 1, ($n - 1) * $each + 1)"/></xsl:if>
			</xsl:for-each>
		</xsl:for-each>
	</xsl:template>
	<xsl:variable name="hidden-cells"><xsl:if test="$small &gt; 0"><xsl:call-template name="outward-letters"><xsl:with-param name="each" select="0"/></xsl:call-template></xsl:if></xsl:variable>
	<xsl:variable name="hidden-findings"><xsl:if test="$small &gt; 0"><xsl:call-template name="outward-letters"><xsl:with-param name="each" select="1"/></xsl:call-template></xsl:if></xsl:variable>

	<!-- Would a sum tell what is hidden? $m counts are, $all together. -->
	<xsl:template name="outward-tells">
		<xsl:param name="m"/>
		<xsl:param name="all"/>
		<xsl:if test="$m = 1 or ($m &gt; 0 and ($all = $m or $all = $m * ($small - 1)))">yes</xsl:if>
	</xsl:template>

	<xsl:variable name="sums-tell">
		<xsl:if test="$small &gt; 0">
			<xsl:if test="$totals[(@errors &gt; 0 and @errors &lt; $small) or (@suspects &gt; 0 and @suspects &lt; $small) or (@notices &gt; 0 and @notices &lt; $small)]">yes</xsl:if>
			<xsl:call-template name="outward-tells">
				<xsl:with-param name="m" select="string-length($hidden-cells)"/>
				<xsl:with-param name="all" select="string-length($hidden-findings)"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:variable>

	<!-- A sum of all findings of one severity. -->
	<xsl:template name="outward-sum">
		<xsl:param name="n"/>
		<xsl:param name="tells" select="$sums-tell"/>
		<xsl:choose>
			<xsl:when test="$n &gt;= $small and $tells != ''"><xsl:text>—</xsl:text></xsl:when>
			<xsl:otherwise><xsl:call-template name="outward-count"><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A sum of the sizes of villages. -->
	<xsl:template name="outward-size">
		<xsl:param name="name"/>
		<xsl:variable name="hidden" select="$lines[@*[name() = $name] &gt; 0 and @*[name() = $name] &lt; $small]"/>
		<xsl:call-template name="outward-sum">
			<xsl:with-param name="n" select="$totals/@*[name() = $name]"/>
			<xsl:with-param name="tells"><xsl:call-template name="outward-tells">
				<xsl:with-param name="m" select="count($hidden)"/>
				<xsl:with-param name="all" select="sum($hidden/@*[name() = $name])"/>
			</xsl:call-template></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="outward-page">
		<header>
			<h1><xsl:call-template name="phrased"><xsl:with-param name="text" select="$title"/></xsl:call-template></h1>
			<xsl:call-template name="about"/>
			<p class="plain"><xsl:value-of select="h:say($lang, 's-note', $small)"/></p>
		</header>
		<main id="main" tabindex="-1">
			<section aria-labelledby="verdict"><xsl:call-template name="outward-verdict"/></section>
			<section aria-labelledby="heat"><xsl:call-template name="outward-heat"/></section>
			<section aria-labelledby="ready"><xsl:call-template name="outward-ready"/></section>
			<section aria-labelledby="steps"><xsl:call-template name="outward-steps"/></section>
			<section aria-labelledby="clauses" class="annex"><xsl:call-template name="clauses"/></section>
			<section aria-labelledby="repeat" class="annex"><xsl:call-template name="repeat"/></section>
		</main>
		<footer><p><xsl:value-of select="$result/@program"/></p></footer>
	</xsl:template>

	<xsl:template name="outward-card">
		<xsl:param name="id"/>
		<xsl:param name="n"/>
		<li><b><xsl:value-of select="$n"/></b><xsl:text> </xsl:text><xsl:value-of select="h:say($lang, concat('card-', $id))"/></li>
	</xsl:template>

	<xsl:template name="outward-verdict">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'verdict'"/></xsl:call-template>
		<div class="verdict {$result/@verdict}">
			<p class="sentence">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="concat('verdict-', $result/@verdict)"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="b"><xsl:call-template name="street"/></xsl:with-param>
					<xsl:with-param name="c" select="$result/@year"/>
				</xsl:call-template>
			</p>
			<xsl:if test="$result/h:lacks/h:lack"><p class="plain"><xsl:call-template name="lacks"/><xsl:value-of select="h:say($lang, 'full-stop')"/></p></xsl:if>
			<xsl:if test="$is-open"><p class="plain"><xsl:value-of select="h:say($lang, 'o-not-all')"/></p></xsl:if>
		</div>
		<ul class="cards">
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'errors'"/><xsl:with-param name="n"><xsl:call-template name="outward-sum"><xsl:with-param name="n" select="$totals/@errors"/></xsl:call-template></xsl:with-param></xsl:call-template>
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'suspects'"/><xsl:with-param name="n"><xsl:call-template name="outward-sum"><xsl:with-param name="n" select="$totals/@suspects"/></xsl:call-template></xsl:with-param></xsl:call-template>
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'notices'"/><xsl:with-param name="n"><xsl:call-template name="outward-sum"><xsl:with-param name="n" select="$totals/@notices"/></xsl:call-template></xsl:with-param></xsl:call-template>
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'villages'"/><xsl:with-param name="n" select="$totals/@villages"/></xsl:call-template>
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'households'"/><xsl:with-param name="n"><xsl:call-template name="outward-size"><xsl:with-param name="name" select="'households'"/></xsl:call-template></xsl:with-param></xsl:call-template>
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'members'"/><xsl:with-param name="n"><xsl:call-template name="outward-size"><xsl:with-param name="name" select="'members'"/></xsl:call-template></xsl:with-param></xsl:call-template>
			<xsl:call-template name="outward-card"><xsl:with-param name="id" select="'checks'"/><xsl:with-param name="n" select="$totals/@checks"/></xsl:call-template>
		</ul>
	</xsl:template>

	<xsl:template name="outward-heat">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'heat'"/></xsl:call-template>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'heat'"/><xsl:with-param name="rows" select="$lines"/><xsl:with-param name="class" select="'matrix heat'"/><xsl:with-param name="each" select="$result/h:groups/h:group"/><xsl:with-param name="whole" select="$result/h:villages[$whole &gt; 0]"/></xsl:call-template>
		<xsl:call-template name="unchecked-note"/>
	</xsl:template>

	<xsl:template name="outward-cells">
		<xsl:param name="line" select="/.."/>
		<xsl:for-each select="$result/h:groups/h:group">
			<xsl:variable name="n"><xsl:call-template name="outward-found"><xsl:with-param name="line" select="$line"/></xsl:call-template></xsl:variable>
			<xsl:variable name="g" select="$line/h:group[@id = current()/@id]"/>
			<td class="n">
				<xsl:choose>
					<xsl:when test="$n &gt; 0"><xsl:call-template name="outward-count"><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:when>
					<xsl:otherwise><xsl:call-template name="found"><xsl:with-param name="n" select="0"/><xsl:with-param name="unchecked" select="sum($g/@unchecked)"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template></xsl:otherwise>
				</xsl:choose>
			</td>
		</xsl:for-each>
	</xsl:template>

	<xsl:template name="outward-ready">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'ready'"/></xsl:call-template>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'ready'"/><xsl:with-param name="rows" select="$lines"/></xsl:call-template>
	</xsl:template>

	<!-- One mark, the gravest: two would say that there are two findings. -->
	<xsl:template name="outward-gate">
		<xsl:param name="id"/>
		<xsl:variable name="work" select="h:work[@id = $id]"/>
		<td>
			<xsl:choose>
				<xsl:when test="not($work)"><xsl:text>—</xsl:text></xsl:when>
				<xsl:when test="$work/@error &gt; 0"><span class="sev error"><xsl:text>▲ </xsl:text><xsl:value-of select="h:say($lang, 'severity-error')"/></span></xsl:when>
				<xsl:when test="$work/@suspect &gt; 0"><span class="sev suspect"><xsl:text>● </xsl:text><xsl:value-of select="h:say($lang, 'severity-suspect')"/></span></xsl:when>
				<xsl:when test="$work/@unchecked &gt; 0"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'unchecked')"/></xsl:when>
				<xsl:when test="$work/@waiting &gt; 0"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'waiting')"/></xsl:when>
				<xsl:otherwise><xsl:text>✓ </xsl:text><xsl:value-of select="h:say($lang, 'o-no-error')"/></xsl:otherwise>
			</xsl:choose>
		</td>
	</xsl:template>

	<xsl:template name="outward-steps">
		<xsl:variable name="kinds" select="$result/h:villages/h:kind"/>
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'steps'"/></xsl:call-template>
		<p class="plain"><xsl:call-template name="counting"/></p>
		<xsl:choose>
			<xsl:when test="$kinds">
				<xsl:call-template name="table"><xsl:with-param name="name" select="'village-steps'"/><xsl:with-param name="rows" select="$lines"/><xsl:with-param name="each" select="$kinds"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise><p><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'unchecked')"/></p></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="outward-step">
		<xsl:param name="step"/>
		<td class="nowrap">
			<xsl:choose>
				<xsl:when test="not($step)"><xsl:text>—</xsl:text></xsl:when>
				<xsl:when test="$step/@missing or $step/@late or $step/@short or $step/@undated"><span class="sev error"><xsl:text>▲ </xsl:text><xsl:value-of select="h:say($lang, 's-step-faulty')"/></span></xsl:when>
				<xsl:when test="$step/@pending"><xsl:text>○ </xsl:text><xsl:value-of select="h:say($lang, 'waiting')"/></xsl:when>
				<xsl:otherwise><xsl:text>✓ </xsl:text><xsl:value-of select="h:say($lang, 'o-step-met')"/></xsl:otherwise>
			</xsl:choose>
		</td>
	</xsl:template>
</xsl:stylesheet>
