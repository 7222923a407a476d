<?xml version="1.0" encoding="UTF-8"?>
<!--
  The text of the report: verdict, villages, checks, documents, sign-off, and
  the annexes that explain them. All counts come with the result.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:key name="part-of-village" match="/h:result/h:parts/h:part" use="@village"/>
	<xsl:key name="part-of-street" match="/h:result/h:parts/h:part" use="substring(@village, 1, 9)"/>
	<xsl:key name="part-of-county" match="/h:result/h:parts/h:part" use="substring(@village, 1, 6)"/>

	<xsl:variable name="answers" select="$result/h:answers"/>
	<xsl:variable name="all" select="$result/h:checks/h:check"/>
	<!-- Groups that a table of villages needs a column for. -->
	<xsl:variable name="busy-groups"
		select="$result/h:groups/h:group[@error + @suspect + @notice + @unchecked &gt; 0]"/>

	<xsl:variable name="narrow" select="' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-,.()/'"/>

	<!-- verdict -->

	<xsl:template name="verdict">
		<xsl:param name="names" select="true()"/>
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'verdict'"/></xsl:call-template>
		<div class="verdict {$result/@verdict}">
			<p class="sentence">
				<xsl:call-template name="phrased">
					<xsl:with-param name="text">
						<xsl:call-template name="say">
							<xsl:with-param name="id" select="concat('verdict-', $result/@verdict)"/>
							<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
							<xsl:with-param name="b"><xsl:call-template name="street"/></xsl:with-param>
							<xsl:with-param name="c" select="$result/@year"/>
						</xsl:call-template>
					</xsl:with-param>
				</xsl:call-template>
			</p>
			<p class="plain"><xsl:value-of select="h:say($lang, 'reasons')"/></p>
			<ol>
				<li><xsl:call-template name="reason-errors"/></li>
				<xsl:if test="$totals/@strays &gt; 0"><li><xsl:value-of select="h:say($lang, 'reason-strays', $totals/@strays)"/></li></xsl:if>
				<xsl:call-template name="reason-lacks"><xsl:with-param name="these" select="$all[@answer = 'not-checkable']"/><xsl:with-param name="id" select="'reason-not-checkable'"/></xsl:call-template>
				<xsl:call-template name="reason-lacks"><xsl:with-param name="these" select="$all[@answer = 'fail' and h:reason]"/><xsl:with-param name="id" select="'reason-partly'"/></xsl:call-template>
				<xsl:call-template name="reason-checks"><xsl:with-param name="these" select="$all[@answer = 'error']"/><xsl:with-param name="id" select="'reason-error'"/></xsl:call-template>
				<xsl:call-template name="reason-checks"><xsl:with-param name="these" select="$all[@pending &gt; 0]"/><xsl:with-param name="id" select="'reason-pending'"/></xsl:call-template>
				<xsl:call-template name="reason-checks"><xsl:with-param name="these" select="$all[@answer = 'skipped']"/><xsl:with-param name="id" select="'reason-skipped'"/></xsl:call-template>
				<xsl:if test="$totals/@rejected &gt; 0">
					<li><xsl:value-of select="h:say($lang, 'reason-rejected', $totals/@rejected)"/></li>
				</xsl:if>
				<xsl:if test="$totals/@unread &gt; 0">
					<li><xsl:call-template name="reason-unread"/></li>
				</xsl:if>
				<xsl:if test="$totals/@confirmed">
					<li><xsl:value-of select="h:say($lang, 'reason-confirmed', $totals/@confirmed)"/></li>
				</xsl:if>
				<xsl:if test="$totals/@suspects &gt; sum($totals/@confirmed)">
					<li><xsl:value-of select="h:say($lang, 'reason-suspects', $totals/@suspects - sum($totals/@confirmed))"/></li>
				</xsl:if>
				<xsl:if test="$totals/@notices &gt; 0">
					<li><xsl:value-of select="h:say($lang, 'reason-notices', $totals/@notices)"/></li>
				</xsl:if>
				<xsl:if test="$totals/@settled">
					<li><xsl:value-of select="h:say($lang, 'reason-settled', $totals/@settled)"/></li>
				</xsl:if>
			</ol>
		</div>
		<xsl:if test="$names">
			<xsl:call-template name="first"/>
		</xsl:if>
		<xsl:call-template name="cards"/>
	</xsl:template>

	<!-- What has to be done first: ten of them here, the others in the workbook. -->
	<xsl:template name="first">
		<xsl:for-each select="$result/h:first">
			<h3 id="first"><xsl:value-of select="h:say($lang, 'h-first')"/></h3>
			<p class="plain">
				<xsl:value-of select="h:say($lang, 'first-about', @total, count(h:task[position() &lt;= 10]))"/>
			</p>
			<xsl:call-template name="table"><xsl:with-param name="name" select="'first'"/><xsl:with-param name="rows" select="h:task[position() &lt;= 10]"/><xsl:with-param name="label" select="'first'"/></xsl:call-template>
		</xsl:for-each>
	</xsl:template>

	<xsl:template match="h:task" mode="cell">
		<td class="nowrap">
			<xsl:choose>
				<xsl:when test="$page = 'single'"><a href="#f-{@finding}"><xsl:value-of select="@check"/></a></xsl:when>
				<xsl:otherwise><xsl:value-of select="@check"/></xsl:otherwise>
			</xsl:choose>
		</td>
	</xsl:template>

	<xsl:template name="reason-errors">
		<xsl:choose>
			<xsl:when test="$totals/@errors = 0">
				<xsl:value-of select="h:say($lang, 'reason-no-errors', $answers/@pass + $answers/@fail)"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="say">
					<xsl:with-param name="id">
						<xsl:text>reason-errors</xsl:text>
						<xsl:choose>
							<xsl:when test="$totals/@faulty-villages = 0">-whole</xsl:when>
							<xsl:when test="$totals/@faulty = 0">-villages</xsl:when>
						</xsl:choose>
					</xsl:with-param>
					<xsl:with-param name="a" select="$totals/@errors"/>
					<xsl:with-param name="b" select="$totals/@faulty-villages"/>
					<xsl:with-param name="c" select="$totals/@faulty"/>
				</xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- What is missing so that these checks could not be made, each once. -->
	<xsl:template name="reason-lacks">
		<xsl:param name="these"/>
		<xsl:param name="id"/>
		<xsl:if test="$these">
			<xsl:variable name="words"><xsl:for-each select="$these"><xsl:value-of select="concat(' ', @lacks, ' ')"/></xsl:for-each></xsl:variable>
			<li>
				<xsl:value-of select="h:say($lang, $id, count($these))"/>
				<ul>
					<xsl:for-each select="$result/h:lacks/h:lack[contains($words, concat(' ', @id, ' '))]">
						<li><xsl:call-template name="lack"/></li>
					</xsl:for-each>
				</ul>
			</li>
		</xsl:if>
	</xsl:template>

	<xsl:template name="lack">
		<xsl:value-of select="h:say($lang, concat('lack-', @kind), h:title, @checks)"/>
	</xsl:template>

	<!-- Checks without an answer: the first five by name, with the reason. -->
	<xsl:template name="reason-checks">
		<xsl:param name="these"/>
		<xsl:param name="id"/>
		<xsl:if test="$these">
			<li>
				<xsl:value-of select="h:say($lang, $id, count($these))"/>
				<ul>
					<xsl:for-each select="$these[position() &lt;= 5]">
						<li>
							<a href="#c-{@id}"><xsl:value-of select="@id"/></a>
							<xsl:text> </xsl:text>
							<xsl:value-of select="h:title"/>
							<xsl:call-template name="why"/>
						</li>
					</xsl:for-each>
					<xsl:if test="count($these) &gt; 5">
						<li>
							<xsl:value-of select="h:say($lang, 'reason-more', count($these) - 5)"/>
						</li>
					</xsl:if>
				</ul>
			</li>
		</xsl:if>
	</xsl:template>

	<xsl:template name="why">
		<xsl:choose>
			<xsl:when test="h:reason != ''">
				<xsl:value-of select="h:say($lang, 'colon')"/>
				<xsl:value-of select="h:reason"/>
			</xsl:when>
			<xsl:when test="@pending &gt; 0 and @due">
				<xsl:value-of select="h:say($lang, 'colon')"/>
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'verdict-due'"/>
					<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="@due"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="b" select="@left"/>
				</xsl:call-template>
			</xsl:when>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="card">
		<xsl:param name="id"/>
		<xsl:param name="n"/>
		<xsl:param name="class"/>
		<li>
			<xsl:if test="$class != '' and $n &gt; 0"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if>
			<b><xsl:value-of select="$n"/></b>
			<xsl:text> </xsl:text>
			<span><xsl:value-of select="h:say($lang, concat('card-', $id))"/></span>
		</li>
	</xsl:template>

	<xsl:template name="cards">
		<ul class="cards">
			<xsl:call-template name="card"><xsl:with-param name="id" select="'errors'"/><xsl:with-param name="n" select="$totals/@errors"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="'suspects'"/><xsl:with-param name="n" select="$totals/@suspects"/><xsl:with-param name="class" select="'suspect'"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="'notices'"/><xsl:with-param name="n" select="$totals/@notices"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="concat('clean', $so-far)"/><xsl:with-param name="n" select="$totals/@clean"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="'villages'"/><xsl:with-param name="n" select="$totals/@villages"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="'households'"/><xsl:with-param name="n" select="$totals/@households"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="'members'"/><xsl:with-param name="n" select="$totals/@members"/></xsl:call-template>
			<xsl:call-template name="card"><xsl:with-param name="id" select="'checks'"/><xsl:with-param name="n" select="$totals/@checks"/></xsl:call-template>
		</ul>
	</xsl:template>

	<!-- villages -->

	<xsl:template name="villages">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'villages'"/></xsl:call-template>
		<xsl:if test="not($by-village)"><p class="plain"><xsl:call-template name="lines-told"/></p></xsl:if>
		<xsl:if test="$busy-groups"><xsl:call-template name="village-chart"/></xsl:if>
		<xsl:call-template name="table">
			<xsl:with-param name="name" select="'villages'"/>
			<xsl:with-param name="rows" select="$lines"/>
			<xsl:with-param name="class"><xsl:if test="count($busy-groups) &gt; 3">matrix </xsl:if>sorts</xsl:with-param>
			<xsl:with-param name="for"><xsl:if test="not($by-village)">areas</xsl:if></xsl:with-param>
			<xsl:with-param name="each" select="$busy-groups"/>
			<xsl:with-param name="whole" select="$result/h:villages[$whole &gt; 0]"/>
			<xsl:with-param name="total" select="$totals"/>
		</xsl:call-template>
		<xsl:call-template name="unchecked-note"/>
	</xsl:template>

	<!-- Of a line, of what belongs to none, or of all: its name or, for each of
	     the groups, what was found. -->
	<xsl:template match="h:village | h:area | h:villages | h:totals" mode="cell">
		<xsl:param name="column"/>
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:choose>
			<xsl:when test="$column = 'group'"><xsl:call-template name="group-cells"><xsl:with-param name="each" select="$each"/><xsl:with-param name="part" select="$part"/></xsl:call-template></xsl:when>
			<xsl:when test="$column = 'line' and $part = ''"><th scope="row"><xsl:call-template name="line-link"/></th></xsl:when>
			<xsl:when test="$column = 'line'"><th scope="row"><xsl:apply-templates select="." mode="value"><xsl:with-param name="column" select="$column"/></xsl:apply-templates></th></xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates select="." mode="overview">
					<xsl:with-param name="column" select="$column"/>
					<xsl:with-param name="each" select="$each"/>
					<xsl:with-param name="part" select="$part"/>
				</xsl:apply-templates>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="group-cells">
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:variable name="row" select="."/>
		<xsl:for-each select="$each">
			<xsl:variable name="n"><xsl:call-template name="group-found"><xsl:with-param name="row" select="$row"/><xsl:with-param name="part" select="$part"/></xsl:call-template></xsl:variable>
			<xsl:variable name="unchecked" select="sum($row/h:group[@id = current()/@id]/@unchecked | self::*[$part != '']/@unchecked)"/>
			<xsl:choose>
				<xsl:when test="$part = 'total'"><td class="n"><xsl:call-template name="found"><xsl:with-param name="n" select="$n"/><xsl:with-param name="unchecked" select="$unchecked"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template></td></xsl:when>
				<xsl:otherwise><xsl:call-template name="count"><xsl:with-param name="n" select="$n"/><xsl:with-param name="unchecked" select="$unchecked"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template></xsl:otherwise>
			</xsl:choose>
		</xsl:for-each>
	</xsl:template>

	<!-- To its first problem, on this page or another. -->
	<xsl:template name="line-link">
		<xsl:variable name="part" select="key(concat('part-of-', $level), @code)[1]"/>
		<xsl:choose>
			<xsl:when test="not($part)"><xsl:call-template name="line-name"/></xsl:when>
			<xsl:otherwise>
				<a>
					<xsl:attribute name="href">
						<xsl:if test="$page = 'index'"><xsl:value-of select="concat($pages-path, format-number($part/@page, '0000'), '.html')"/></xsl:if>
						<xsl:value-of select="concat('#v-', $part/@village)"/>
					</xsl:attribute>
					<xsl:call-template name="line-name"/>
				</a>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- What the star behind a 0 means. -->
	<xsl:template name="unchecked-note">
		<xsl:if test="$result/h:groups/h:group[@unchecked &gt; 0 and @unchecked &lt; @checks]">
			<p class="plain"><xsl:value-of select="h:say($lang, 'unchecked-note')"/></p>
		</xsl:if>
	</xsl:template>

	<xsl:template name="severity-legend">
		<ul class="legend" aria-hidden="true">
			<li><span class="key k-error"/><xsl:value-of select="h:say($lang, 'severity-error')"/></li>
			<li><span class="key k-suspect"/><xsl:value-of select="h:say($lang, 'severity-suspect')"/></li>
			<li><span class="key k-notice"/><xsl:value-of select="h:say($lang, 'severity-notice')"/></li>
		</ul>
	</xsl:template>

	<!-- Suspects are hatched, so that they are told from errors in grey, too. -->
	<xsl:template name="hatch">
		<defs>
			<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
				<rect class="b-suspect" width="5" height="5"/>
				<line class="b-hatch" x1="0" y1="0" x2="0" y2="5"/>
			</pattern>
		</defs>
	</xsl:template>

	<!-- One bar a village or area: errors, suspects, notices. -->
	<xsl:template name="village-chart">
		<xsl:variable name="most">
			<xsl:for-each select="$lines">
				<xsl:sort select="@error + @suspect + @notice" data-type="number" order="descending"/>
				<xsl:if test="position() = 1"><xsl:value-of select="@error + @suspect + @notice"/></xsl:if>
			</xsl:for-each>
		</xsl:variable>
		<xsl:variable name="scale" select="520 div ($most + ($most = 0))"/>
		<xsl:call-template name="severity-legend"/>
		<div class="scroll" tabindex="0">
			<svg class="bars" role="img" viewBox="0 0 720 {count($lines) * 26 + 6}">
				<title><xsl:value-of select="h:say($lang, 'chart-villages', $place, $places)"/></title>
				<xsl:call-template name="hatch"/>
				<xsl:for-each select="$lines">
					<xsl:variable name="name"><xsl:call-template name="line-name"/></xsl:variable>
					<xsl:variable name="y" select="(position() - 1) * 26"/>
					<g>
						<title>
							<xsl:value-of select="h:say($lang, 'bar', $name, @error, @suspect, @notice)"/>
						</title>
						<text x="132" y="{$y + 19}" text-anchor="end"><xsl:call-template name="short"><xsl:with-param name="text" select="string($name)"/></xsl:call-template></text>
						<rect class="b-error" x="142" y="{$y + 6}" height="16" width="{format-number(@error * $scale, '0.#')}"/>
						<rect fill="url(#hatch)" x="{format-number(142 + @error * $scale, '0.#')}" y="{$y + 6}" height="16" width="{format-number(@suspect * $scale, '0.#')}"/>
						<rect class="b-notice" x="{format-number(142 + (@error + @suspect) * $scale, '0.#')}" y="{$y + 6}" height="16" width="{format-number(@notice * $scale, '0.#')}"/>
						<text class="num" x="{format-number(150 + (@error + @suspect + @notice) * $scale, '0.#')}" y="{$y + 19}"><xsl:value-of select="@error + @suspect + @notice"/></text>
					</g>
				</xsl:for-each>
				<line class="axis" x1="142" y1="2" x2="142" y2="{count($lines) * 26 + 4}"/>
			</svg>
		</div>
	</xsl:template>

	<!-- A name that fits beside a bar: Latin letters are half as wide. -->
	<xsl:template name="short">
		<xsl:param name="text"/>
		<xsl:variable name="wide" select="string-length(translate($text, $narrow, ''))"/>
		<xsl:variable name="fits" select="9 + 7 * ($wide = 0)"/>
		<xsl:choose>
			<xsl:when test="string-length($text) + $wide &gt; 18 - 2 * ($wide = 0)">
				<xsl:value-of select="concat(substring($text, 1, $fits - 1), '…')"/>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- checks -->

	<xsl:template name="answer-row">
		<xsl:param name="id"/>
		<tr>
			<th scope="row"><xsl:value-of select="h:say($lang, concat('answer-', $id))"/></th>
			<xsl:call-template name="count"><xsl:with-param name="n" select="$answers/@*[name() = $id]"/></xsl:call-template>
		</tr>
	</xsl:template>

	<xsl:template name="checks">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'checks'"/></xsl:call-template>
		<table class="narrow">
			<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-answers'"/></xsl:call-template>
			<thead><tr><th scope="col"><xsl:value-of select="h:say($lang, 'col-answer')"/></th><th scope="col" class="n"><xsl:value-of select="h:say($lang, 'col-checks')"/></th></tr></thead>
			<tbody>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'pass'"/></xsl:call-template>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'fail'"/></xsl:call-template>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'not-applicable'"/></xsl:call-template>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'pending'"/></xsl:call-template>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'not-checkable'"/></xsl:call-template>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'error'"/></xsl:call-template>
				<xsl:call-template name="answer-row"><xsl:with-param name="id" select="'skipped'"/></xsl:call-template>
			</tbody>
			<tfoot><tr>
				<th scope="row"><xsl:value-of select="h:say($lang, 'col-total')"/></th>
				<td class="n"><xsl:value-of select="$totals/@checks"/></td>
			</tr></tfoot>
		</table>
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'failed'"/><xsl:with-param name="rows" select="$all[@findings &gt; 0]"/><xsl:with-param name="class" select="'sorts'"/></xsl:call-template>
		<!-- What is missing, each once with the checks that wait for it; and those
		     that gave no answer for other reasons. -->
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'lacks'"/><xsl:with-param name="rows" select="$result/h:lacks/h:lack"/></xsl:call-template>
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'unable'"/><xsl:with-param name="rows" select="$all[h:reason and not(@lacks)]"/></xsl:call-template>
		<xsl:if test="$totals/@unchecked = 0">
			<p><xsl:value-of select="h:say($lang, 'all-ran')"/></p>
		</xsl:if>
		<!-- What the plan changed in the checks. -->
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'changes'"/><xsl:with-param name="rows" select="$result/h:changes/h:change"/></xsl:call-template>
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'pending'"/><xsl:with-param name="rows" select="$all[@pending &gt; 0 or @answer = 'pending']"/></xsl:call-template>
	</xsl:template>

	<!-- A table of those rows, if there are any. -->
	<xsl:template name="table-if">
		<xsl:param name="name"/>
		<xsl:param name="rows"/>
		<xsl:param name="class"/>
		<xsl:if test="$rows"><xsl:call-template name="table"><xsl:with-param name="name" select="$name"/><xsl:with-param name="rows" select="$rows"/><xsl:with-param name="class" select="$class"/></xsl:call-template></xsl:if>
	</xsl:template>

	<xsl:template match="h:check" mode="cell">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'link'"><th scope="row" class="id"><a href="#c-{@id}"><xsl:value-of select="@id"/></a></th></xsl:when>
			<xsl:when test="$column = 'severity'"><td class="nowrap"><xsl:call-template name="severity"><xsl:with-param name="code" select="@severity"/></xsl:call-template></td></xsl:when>
			<xsl:when test="$column = 'clause'">
				<td>
					<xsl:for-each select="h:listed(@clause, $clauses)">
						<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
						<a href="#cl-{@id}"><xsl:call-template name="cite"><xsl:with-param name="ids" select="@id"/></xsl:call-template></a>
					</xsl:for-each>
				</td>
			</xsl:when>
			<xsl:otherwise><xsl:apply-templates select="." mode="proof"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:change" mode="cell"><th scope="row" class="id"><a href="#c-{@check}"><xsl:value-of select="@check"/></a></th></xsl:template>

	<!-- The checks that wait for what is missing. -->
	<xsl:template match="h:lack" mode="cell">
		<xsl:variable name="word" select="concat(' ', @id, ' ')"/>
		<td>
			<xsl:for-each select="$all[contains(concat(' ', @lacks, ' '), $word)]">
				<xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
				<a href="#c-{@id}"><xsl:value-of select="@id"/></a>
			</xsl:for-each>
		</td>
	</xsl:template>

	<!-- documents -->

	<xsl:template name="documents">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'documents'"/></xsl:call-template>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'documents'"/><xsl:with-param name="rows" select="$result/h:documents/h:document"/></xsl:call-template>
		<xsl:call-template name="rejects"/>
	</xsl:template>

	<xsl:template match="h:document" mode="cell"><th scope="row"><xsl:value-of select="@name"/><code class="hash"><xsl:value-of select="@sha256"/></code></th></xsl:template>
	<xsl:template match="h:reject" mode="cell"><td><code><xsl:value-of select="@code"/></code></td></xsl:template>
	<xsl:template match="h:pack" mode="cell"><td><code><xsl:value-of select="@sha256"/></code></td></xsl:template>

	<!-- Those listed: a file of another format may be rejected record by record. -->
	<xsl:template name="rejects">
		<xsl:variable name="rejects" select="$result/h:rejects/h:reject[@listed = 'true']"/>
		<xsl:variable name="more" select="$result/h:rejects/@count - count($rejects)"/>
		<xsl:choose>
			<xsl:when test="$rejects">
				<xsl:call-template name="table"><xsl:with-param name="name" select="'rejects'"/><xsl:with-param name="rows" select="$rejects"/></xsl:call-template>
				<xsl:if test="$more &gt; 0">
					<p><xsl:value-of select="h:say($lang, 'rejects-more', $more)"/></p>
				</xsl:if>
			</xsl:when>
			<xsl:otherwise>
				<p><xsl:value-of select="h:say($lang, 'no-rejects')"/></p>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- sign-off -->

	<xsl:template name="sign-row">
		<xsl:param name="id"/>
		<tr>
			<th scope="row"><xsl:value-of select="h:say($lang, concat('sign-', $id))"/></th>
			<td/>
			<th scope="row"><xsl:value-of select="h:say($lang, 'sign-date')"/></th>
			<td class="blank-date"><xsl:value-of select="h:say($lang, 'sign-blank-date')"/></td>
		</tr>
	</xsl:template>

	<xsl:template name="sign">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'sign'"/></xsl:call-template>
		<table class="sign">
			<tbody>
				<xsl:call-template name="sign-row"><xsl:with-param name="id" select="'checker'"/></xsl:call-template>
				<xsl:call-template name="sign-row"><xsl:with-param name="id" select="'reviewer'"/></xsl:call-template>
				<xsl:call-template name="sign-row"><xsl:with-param name="id" select="'unit'"/></xsl:call-template>
			</tbody>
		</table>
	</xsl:template>

	<!-- annexes -->

	<xsl:template name="all-checks">
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = 'checks']/h:*[@html]"/>
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'all-checks'"/></xsl:call-template>
		<div class="scroll" tabindex="0">
			<table class="all">
				<xsl:call-template name="table-head"><xsl:with-param name="columns" select="$columns"/></xsl:call-template>
				<xsl:for-each select="$result/h:groups/h:group[@checks &gt; 0]">
					<tbody>
						<tr><th scope="rowgroup" colspan="{count($columns)}" class="group"><xsl:value-of select="h:title"/></th></tr>
						<xsl:for-each select="$all[@group = current()/@id]">
							<tr id="c-{@id}"><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></tr>
						</xsl:for-each>
					</tbody>
				</xsl:for-each>
			</table>
		</div>
	</xsl:template>

	<xsl:template name="clauses">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'clauses'"/></xsl:call-template>
		<dl class="clauses">
			<xsl:for-each select="$result/h:clauses/h:clause">
				<dt id="cl-{@id}">
					<xsl:choose>
						<xsl:when test="@heading != ''">
							<xsl:value-of select="h:say($lang, 'clause-label', @heading, @id)"/>
						</xsl:when>
						<xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise>
					</xsl:choose>
				</dt>
				<dd><xsl:value-of select="."/></dd>
			</xsl:for-each>
		</dl>
	</xsl:template>

	<xsl:template name="counting">
		<xsl:value-of select="h:say($lang, 'counting', h:say($lang, concat('counting-', $result/h:counting/@days)), h:say($lang, concat('first-', $result/h:counting/@first-day)))"/>
		<xsl:for-each select="$result/h:counting/h:step">
			<xsl:value-of select="h:say($lang, 'counting-step', h:title, h:how)"/>
		</xsl:for-each>
		<xsl:if test="$result/h:counting/@calendar">
			<xsl:value-of select="h:say($lang, concat('calendar-', $result/h:counting/@calendar))"/>
		</xsl:if>
	</xsl:template>

	<xsl:template name="repeat">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'repeat'"/></xsl:call-template>
		<p>
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'repeat-made'"/>
				<xsl:with-param name="a" select="$result/@program"/>
				<xsl:with-param name="b" select="$result/h:plan/@id"/>
				<xsl:with-param name="c" select="$result/h:plan/@version"/>
				<xsl:with-param name="d" select="$result/h:plan/@year"/>
				<xsl:with-param name="e"><xsl:call-template name="counting"/></xsl:with-param>
			</xsl:call-template>
		</p>
		<p>
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'repeat-how'"/>
				<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
			</xsl:call-template>
		</p>
		<pre><xsl:call-template name="say">
			<xsl:with-param name="id" select="'repeat-command'"/>
			<xsl:with-param name="a" select="$result/@as-of"/>
			<xsl:with-param name="b"><xsl:for-each select="$result/h:basis/h:pack[@own]"><xsl:value-of select="concat(' --rules ', @name)"/></xsl:for-each></xsl:with-param>
		</xsl:call-template></pre>
		<xsl:if test="$result/@rules or $result/@inputs">
			<dl class="hashes">
				<xsl:for-each select="$result/h:basis/@plan | $result/@rules | $result/@inputs">
					<dt><xsl:value-of select="h:say($lang, concat('repeat-', name()))"/></dt>
					<dd><code><xsl:value-of select="."/></code></dd>
				</xsl:for-each>
			</dl>
		</xsl:if>
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'packs'"/><xsl:with-param name="rows" select="$result/h:basis/h:pack"/></xsl:call-template>
		<xsl:call-template name="table-if"><xsl:with-param name="name" select="'parameters'"/><xsl:with-param name="rows" select="$result/h:basis/h:parameter"/></xsl:call-template>
	</xsl:template>

</xsl:stylesheet>
