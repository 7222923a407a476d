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
		<xsl:param name="links" select="$page = 'single'"/>
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
			<xsl:call-template name="first"><xsl:with-param name="links" select="$links"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="cards"/>
	</xsl:template>

	<!-- What has to be done first: ten of them here, the others in the workbook. -->
	<xsl:template name="first">
		<xsl:param name="links"/>
		<xsl:for-each select="$result/h:first">
			<h3 id="first"><xsl:value-of select="h:say($lang, 'h-first')"/></h3>
			<p class="plain">
				<xsl:value-of select="h:say($lang, 'first-about', @total, count(h:task[position() &lt;= 10]))"/>
			</p>
			<div class="scroll" tabindex="0">
				<table aria-labelledby="first">
					<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-why-first col-village x-household x-head col-responsible col-due-first col-check x-message '"/></xsl:call-template></tr></thead>
					<tbody>
						<xsl:for-each select="h:task[position() &lt;= 10]">
							<tr>
								<td class="nowrap"><xsl:value-of select="h:say($lang, concat('first-', @rank))"/></td>
								<td><xsl:call-template name="task-village"/></td>
								<td class="nowrap"><xsl:value-of select="@household"/></td>
								<td class="nowrap"><xsl:value-of select="@head"/></td>
								<td class="nowrap"><xsl:value-of select="@responsible"/></td>
								<td class="nowrap"><xsl:call-template name="task-due"/></td>
								<td class="nowrap">
									<xsl:choose>
										<xsl:when test="$links"><a href="#f-{@finding}"><xsl:value-of select="@check"/></a></xsl:when>
										<xsl:otherwise><xsl:value-of select="@check"/></xsl:otherwise>
									</xsl:choose>
								</td>
								<td><xsl:value-of select="h:message"/></td>
							</tr>
						</xsl:for-each>
					</tbody>
				</table>
			</div>
		</xsl:for-each>
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
		<div class="scroll" tabindex="0">
			<table>
				<xsl:attribute name="class">
					<xsl:if test="count($busy-groups) &gt; 3">matrix </xsl:if>
					<xsl:text>sorts</xsl:text>
				</xsl:attribute>
				<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-villages'"/></xsl:call-template>
				<thead>
					<tr>
						<xsl:call-template name="columns"><xsl:with-param name="ids" select="concat('col-', $level, ' ')"/></xsl:call-template>
						<xsl:if test="not($by-village)"><xsl:call-template name="columns"><xsl:with-param name="ids" select="'#col-villages '"/></xsl:call-template></xsl:if>
						<xsl:call-template name="columns"><xsl:with-param name="ids" select="'#col-households '"/></xsl:call-template>
						<xsl:for-each select="$busy-groups"><th scope="col" class="n"><xsl:value-of select="h:title"/></th></xsl:for-each>
						<xsl:call-template name="columns"><xsl:with-param name="ids" select="concat('#severity-error #severity-suspect #severity-notice #col-faulty #col-clean', $so-far, ' ')"/></xsl:call-template>
					</tr>
				</thead>
				<tbody>
					<xsl:apply-templates select="$lines" mode="row"/>
					<xsl:if test="$whole &gt; 0"><xsl:call-template name="whole-row"/></xsl:if>
				</tbody>
				<tfoot><xsl:call-template name="village-totals"/></tfoot>
			</table>
		</div>
		<xsl:call-template name="unchecked-note"/>
	</xsl:template>

	<xsl:template match="h:village | h:area" mode="row">
		<xsl:variable name="this" select="."/>
		<tr>
			<th scope="row"><xsl:call-template name="line-link"/></th>
			<xsl:if test="not($by-village)"><td class="n"><xsl:value-of select="@villages"/></td></xsl:if>
			<td class="n"><xsl:value-of select="@households"/></td>
			<xsl:for-each select="$busy-groups">
				<xsl:variable name="g" select="$this/h:group[@id = current()/@id]"/>
				<xsl:call-template name="count"><xsl:with-param name="n" select="sum($g/@error) + sum($g/@suspect) + sum($g/@notice)"/><xsl:with-param name="unchecked" select="sum($g/@unchecked)"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template>
			</xsl:for-each>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@error"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@suspect"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@notice"/></xsl:call-template>
			<td class="n"><xsl:value-of select="@faulty"/></td>
			<td class="n"><xsl:value-of select="@clean"/></td>
		</tr>
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

	<!-- What belongs to no village is what the villages leave of the totals. -->
	<xsl:template name="whole-row">
		<tr>
			<th scope="row"><xsl:value-of select="h:say($lang, 'row-whole')"/></th>
			<td/>
			<xsl:if test="not($by-village)"><td/></xsl:if>
			<xsl:for-each select="$busy-groups">
				<xsl:variable name="in" select="$lines/h:group[@id = current()/@id]"/>
				<xsl:call-template name="count"><xsl:with-param name="n" select="@error + @suspect + @notice - sum($in/@error) - sum($in/@suspect) - sum($in/@notice)"/><xsl:with-param name="unchecked" select="@unchecked"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template>
			</xsl:for-each>
			<xsl:call-template name="count"><xsl:with-param name="n" select="$totals/@errors - sum($lines/@error)"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="$totals/@suspects - sum($lines/@suspect)"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="$totals/@notices - sum($lines/@notice)"/></xsl:call-template>
			<td/><td/>
		</tr>
	</xsl:template>

	<xsl:template name="village-totals">
		<tr>
			<th scope="row"><xsl:value-of select="h:say($lang, 'col-total')"/></th>
			<xsl:if test="not($by-village)"><td class="n"><xsl:value-of select="sum($lines/@villages)"/></td></xsl:if>
			<td class="n"><xsl:value-of select="$totals/@households"/></td>
			<xsl:for-each select="$busy-groups">
				<td class="n"><xsl:call-template name="found"><xsl:with-param name="n" select="@error + @suspect + @notice"/><xsl:with-param name="unchecked" select="@unchecked"/><xsl:with-param name="in-all" select="@checks"/></xsl:call-template></td>
			</xsl:for-each>
			<td class="n"><xsl:value-of select="$totals/@errors"/></td>
			<td class="n"><xsl:value-of select="$totals/@suspects"/></td>
			<td class="n"><xsl:value-of select="$totals/@notices"/></td>
			<td class="n"><xsl:value-of select="$totals/@faulty"/></td>
			<td class="n"><xsl:value-of select="$totals/@clean"/></td>
		</tr>
	</xsl:template>

	<!-- What the star behind a 0 means. -->
	<xsl:template name="unchecked-note">
		<xsl:if test="$result/h:groups/h:group[@unchecked &gt; 0 and @unchecked &lt; @checks]">
			<p class="plain"><xsl:value-of select="h:say($lang, 'unchecked-note')"/></p>
		</xsl:if>
	</xsl:template>

	<!-- A number cell in which nothing is easy to overlook. -->
	<xsl:template name="count">
		<xsl:param name="n"/>
		<xsl:param name="class"/>
		<xsl:param name="unchecked" select="0"/>
		<xsl:param name="in-all" select="0"/>
		<td>
			<xsl:attribute name="class">
				<xsl:text>n</xsl:text>
				<xsl:choose>
					<xsl:when test="$n = 0 and $unchecked &gt; 0"> unchecked</xsl:when>
					<xsl:when test="$n = 0"> zero</xsl:when>
					<xsl:when test="$class != ''"><xsl:value-of select="concat(' ', $class)"/></xsl:when>
				</xsl:choose>
			</xsl:attribute>
			<xsl:call-template name="found">
				<xsl:with-param name="n" select="$n"/>
				<xsl:with-param name="unchecked" select="$unchecked"/>
				<xsl:with-param name="in-all" select="$in-all"/>
			</xsl:call-template>
		</td>
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
			<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-answer #col-checks '"/></xsl:call-template></tr></thead>
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
		<xsl:call-template name="failed"/>
		<xsl:call-template name="unable"/>
		<xsl:call-template name="changes"/>
		<xsl:call-template name="pending"/>
	</xsl:template>

	<xsl:template name="check-cells">
		<th scope="row" class="id"><a href="#c-{@id}"><xsl:value-of select="@id"/></a></th>
		<td><xsl:value-of select="h:title"/></td>
	</xsl:template>

	<xsl:template name="failed">
		<xsl:variable name="these" select="$all[@findings &gt; 0]"/>
		<xsl:if test="$these">
			<div class="scroll" tabindex="0">
				<table class="sorts">
					<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-failed'"/></xsl:call-template>
					<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-check col-title col-severity #col-subjects #col-findings #col-concerned '"/></xsl:call-template></tr></thead>
					<tbody>
						<xsl:for-each select="$these">
							<tr>
								<xsl:call-template name="check-cells"/>
								<td class="nowrap"><xsl:call-template name="severity"><xsl:with-param name="code" select="@severity"/></xsl:call-template></td>
								<td class="n"><xsl:value-of select="@subjects"/></td>
								<td class="n"><xsl:value-of select="@findings"/></td>
								<td class="n"><xsl:value-of select="@households"/></td>
							</tr>
						</xsl:for-each>
					</tbody>
				</table>
			</div>
		</xsl:if>
	</xsl:template>

	<!-- What the plan changed in the checks; nothing where it did not. -->
	<xsl:template name="changes">
		<xsl:if test="$result/h:changes/h:change">
			<div class="scroll" tabindex="0">
				<table>
					<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-changes'"/></xsl:call-template>
					<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-check col-title col-change col-reason '"/></xsl:call-template></tr></thead>
					<tbody>
						<xsl:for-each select="$result/h:changes/h:change">
							<tr>
								<xsl:variable name="reason" select="h:reason"/>
								<xsl:variable name="change"><xsl:call-template name="change"/></xsl:variable>
								<xsl:for-each select="$all[@id = current()/@check]"><xsl:call-template name="check-cells"/></xsl:for-each>
								<td><xsl:value-of select="$change"/></td>
								<td><xsl:value-of select="$reason"/></td>
							</tr>
						</xsl:for-each>
					</tbody>
				</table>
			</div>
		</xsl:if>
	</xsl:template>

	<!-- What is missing, each once with the checks that wait for it; and those
	     that gave no answer for other reasons. -->
	<xsl:template name="unable">
		<xsl:variable name="these" select="$all[h:reason and not(@lacks)]"/>
		<xsl:if test="$result/h:lacks/h:lack"><xsl:call-template name="lack-table"/></xsl:if>
		<xsl:if test="$these">
			<div class="scroll" tabindex="0">
				<table>
					<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-unable'"/></xsl:call-template>
					<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-check col-title col-answer col-reason '"/></xsl:call-template></tr></thead>
					<tbody>
						<xsl:for-each select="$these">
							<tr>
								<xsl:call-template name="check-cells"/>
								<td><xsl:call-template name="answer"/></td>
								<td><xsl:value-of select="h:reason"/></td>
							</tr>
						</xsl:for-each>
					</tbody>
				</table>
			</div>
		</xsl:if>
		<xsl:if test="$totals/@unchecked = 0">
			<p><xsl:value-of select="h:say($lang, 'all-ran')"/></p>
		</xsl:if>
	</xsl:template>

	<xsl:template name="lack-table">
		<div class="scroll" tabindex="0">
			<table>
				<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-lacks'"/></xsl:call-template>
				<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-lack #col-checks col-check '"/></xsl:call-template></tr></thead>
				<tbody>
					<xsl:for-each select="$result/h:lacks/h:lack">
						<xsl:variable name="word" select="concat(' ', @id, ' ')"/>
						<tr>
							<th scope="row"><xsl:value-of select="h:say($lang, concat('lacks-', @kind), h:title)"/></th>
							<td class="n"><xsl:value-of select="@checks"/></td>
							<td>
								<xsl:for-each select="$all[contains(concat(' ', @lacks, ' '), $word)]">
									<xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
									<a href="#c-{@id}"><xsl:value-of select="@id"/></a>
								</xsl:for-each>
							</td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
	</xsl:template>

	<xsl:template name="pending">
		<xsl:variable name="these" select="$all[@pending &gt; 0 or @answer = 'pending']"/>
		<xsl:if test="$these">
			<div class="scroll" tabindex="0">
				<table>
					<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-pending'"/></xsl:call-template>
					<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-check col-title #col-pending col-due #col-left '"/></xsl:call-template></tr></thead>
					<tbody>
						<xsl:for-each select="$these">
							<tr>
								<xsl:call-template name="check-cells"/>
								<td class="n"><xsl:value-of select="@pending"/></td>
								<td class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="@due"/></xsl:call-template></td>
								<td class="n">
									<xsl:if test="@left">
										<xsl:value-of select="h:say($lang, 'days', @left)"/>
									</xsl:if>
								</td>
							</tr>
						</xsl:for-each>
					</tbody>
				</table>
			</div>
		</xsl:if>
	</xsl:template>

	<!-- documents -->

	<xsl:template name="documents">
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'documents'"/></xsl:call-template>
		<div class="scroll" tabindex="0">
			<table>
				<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-documents'"/></xsl:call-template>
				<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-kind col-file col-exported #col-records #col-stored #col-rejected '"/></xsl:call-template></tr></thead>
				<tbody>
					<xsl:for-each select="$result/h:documents/h:document">
						<tr>
							<td><xsl:call-template name="kind"/></td>
							<th scope="row"><xsl:value-of select="@name"/><code class="hash"><xsl:value-of select="@sha256"/></code></th>
							<td class="nowrap"><xsl:call-template name="date"><xsl:with-param name="iso" select="@exported"/></xsl:call-template></td>
							<td class="n"><xsl:value-of select="@records"/></td>
							<td class="n"><xsl:value-of select="@stored"/></td>
							<xsl:call-template name="count"><xsl:with-param name="n" select="@rejected"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
		<xsl:call-template name="rejects"/>
	</xsl:template>

	<xsl:template name="kind">
		<xsl:variable name="kind">
			<xsl:call-template name="word"><xsl:with-param name="id" select="concat('kind-', @kind)"/><xsl:with-param name="code" select="@kind"/></xsl:call-template>
		</xsl:variable>
		<xsl:choose>
			<xsl:when test="@source != ''">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'kind-source'"/>
					<xsl:with-param name="a" select="$kind"/>
					<xsl:with-param name="b">
						<xsl:call-template name="word"><xsl:with-param name="id" select="concat('source-', @source)"/><xsl:with-param name="code" select="@source"/></xsl:call-template>
					</xsl:with-param>
				</xsl:call-template>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$kind"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Those listed: a file of another format may be rejected record by record. -->
	<xsl:template name="rejects">
		<xsl:variable name="rejects" select="$result/h:rejects/h:reject[@listed = 'true']"/>
		<xsl:variable name="more" select="$result/h:rejects/@count - count($rejects)"/>
		<xsl:choose>
			<xsl:when test="$rejects">
				<div class="scroll" tabindex="0">
					<table>
						<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-rejects'"/></xsl:call-template>
						<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-file #col-line col-record col-reason col-code '"/></xsl:call-template></tr></thead>
						<tbody>
							<xsl:for-each select="$rejects">
								<tr>
									<th scope="row"><xsl:value-of select="@document"/></th>
									<td class="n"><xsl:value-of select="@line"/></td>
									<td><xsl:value-of select="@record"/></td>
									<td><xsl:value-of select="h:message"/></td>
									<td><code><xsl:value-of select="@code"/></code></td>
								</tr>
							</xsl:for-each>
						</tbody>
					</table>
				</div>
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
		<xsl:call-template name="heading"><xsl:with-param name="id" select="'all-checks'"/></xsl:call-template>
		<div class="scroll" tabindex="0">
			<table class="all">
				<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-check col-title col-severity col-scope col-clause col-answer #col-population #col-checked #col-undecided #col-findings #col-concerned '"/></xsl:call-template></tr></thead>
				<xsl:for-each select="$result/h:groups/h:group[@checks &gt; 0]">
					<tbody>
						<tr><th scope="rowgroup" colspan="11" class="group"><xsl:value-of select="h:title"/></th></tr>
						<xsl:apply-templates select="$all[@group = current()/@id]" mode="row"/>
					</tbody>
				</xsl:for-each>
			</table>
		</div>
	</xsl:template>

	<xsl:template match="h:check" mode="row">
		<tr id="c-{@id}">
			<th scope="row" class="id"><xsl:value-of select="@id"/></th>
			<td><xsl:value-of select="h:title"/></td>
			<td class="nowrap"><xsl:call-template name="severity"><xsl:with-param name="code" select="@severity"/></xsl:call-template></td>
			<td class="nowrap"><xsl:value-of select="h:say($lang, concat('scope-', @scope))"/></td>
			<td>
				<xsl:for-each select="h:listed(@clause, $clauses)">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
					<a href="#cl-{@id}"><xsl:call-template name="cite"><xsl:with-param name="ids" select="@id"/></xsl:call-template></a>
				</xsl:for-each>
			</td>
			<td><xsl:call-template name="answer"/></td>
			<td class="n"><xsl:value-of select="@subjects"/></td>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@checked"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@subjects - @checked"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@findings"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@households"/></xsl:call-template>
		</tr>
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
		<xsl:if test="$result/h:basis/h:pack"><xsl:call-template name="packs"/></xsl:if>
		<xsl:if test="$result/h:basis/h:parameter"><xsl:call-template name="parameters"/></xsl:if>
	</xsl:template>

	<xsl:template name="packs">
		<div class="scroll" tabindex="0">
			<table>
				<xsl:call-template name="caption"><xsl:with-param name="id" select="'how-packs'"/></xsl:call-template>
				<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-pack col-version col-file col-sha '"/></xsl:call-template></tr></thead>
				<tbody>
					<xsl:for-each select="$result/h:basis/h:pack">
						<tr>
							<th scope="row"><xsl:value-of select="@id"/></th>
							<td><xsl:value-of select="@version"/></td>
							<td><xsl:value-of select="@name"/></td>
							<td><code><xsl:value-of select="@sha256"/></code></td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
	</xsl:template>

	<xsl:template name="parameters">
		<div class="scroll" tabindex="0">
			<table>
				<xsl:call-template name="caption"><xsl:with-param name="id" select="'how-parameters'"/></xsl:call-template>
				<thead><tr><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-check col-parameter col-value col-origin '"/></xsl:call-template></tr></thead>
				<tbody>
					<xsl:for-each select="$result/h:basis/h:parameter">
						<tr>
							<th scope="row" class="id"><xsl:call-template name="parameter-of"/></th>
							<td><xsl:value-of select="h:title"/></td>
							<td class="nowrap"><xsl:call-template name="parameter-value"/></td>
							<td><xsl:call-template name="parameter-origin"/></td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
	</xsl:template>
</xsl:stylesheet>
