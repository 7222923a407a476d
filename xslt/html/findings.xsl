<?xml version="1.0" encoding="UTF-8"?>
<!--
  The findings of some parts, each with all that is known of it, and the list
  of pages that a long report is cut into. They come sorted: nothing is sorted,
  grouped or counted here.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<!-- Said once a page, not once a finding: a page holds a thousand of them. -->
	<xsl:variable name="l-found" select="h:say($lang, 'l-found')"/>
	<xsl:variable name="l-expected" select="h:say($lang, 'l-expected')"/>
	<xsl:variable name="l-evidence" select="h:say($lang, 'l-evidence')"/>
	<xsl:variable name="l-step" select="h:say($lang, 'l-step')"/>
	<xsl:variable name="l-clause" select="h:say($lang, 'l-clause')"/>
	<xsl:variable name="l-remedy" select="h:say($lang, 'l-remedy')"/>
	<xsl:variable name="l-place" select="h:say($lang, 'l-place')"/>
	<xsl:variable name="l-id" select="h:say($lang, 'l-id')"/>
	<xsl:variable name="colon" select="h:say($lang, 'colon')"/>
	<xsl:variable name="clause-open" select="h:say($lang, 'clause-open')"/>
	<xsl:variable name="clause-close" select="h:say($lang, 'clause-close')"/>
	<xsl:variable name="cite-open" select="h:say($lang, 'cite-open')"/>
	<xsl:variable name="sev-error" select="concat('▲ ', h:say($lang, 'severity-error'))"/>
	<xsl:variable name="sev-suspect" select="concat('● ', h:say($lang, 'severity-suspect'))"/>
	<xsl:variable name="sev-notice" select="concat('○ ', h:say($lang, 'severity-notice'))"/>
	<xsl:variable name="status-open" select="h:say($lang, 'status-open')"/>
	<!-- With a bar where the name, line, … stands. -->
	<xsl:variable name="head" select="h:say($lang, 'head', '|')"/>
	<xsl:variable name="member" select="h:say($lang, 'member', '|')"/>
	<xsl:variable name="line" select="h:say($lang, 'place-line', '|')"/>
	<xsl:variable name="column" select="h:say($lang, 'place-column', '|')"/>
	<xsl:variable name="record" select="h:say($lang, 'place-record', '|')"/>
	<xsl:variable name="of-list" select="concat($clause-open, h:say($lang, 'of-list'), $clause-close)"/>

	<xsl:template name="option">
		<xsl:param name="value"/>
		<xsl:param name="id"/>
		<option value="{$value}"><xsl:value-of select="h:say($lang, $id)"/></option>
	</xsl:template>

	<!-- Shown by the script only: without it there is nothing to press. On the
	     index of a long report they are about its pages. -->
	<xsl:template name="controls">
		<form id="filter" class="filter" role="search" hidden="hidden">
			<xsl:if test="$page != 'index' or $parts/h:find">
				<label class="wide">
					<xsl:value-of select="h:say($lang, 'search')"/>
					<input type="search" id="q" autocomplete="off">
						<xsl:attribute name="placeholder">
							<xsl:call-template name="say">
								<xsl:with-param name="id"><xsl:choose><xsl:when test="$page = 'index'">search-pages-hint</xsl:when><xsl:otherwise>search-hint</xsl:otherwise></xsl:choose></xsl:with-param>
							</xsl:call-template>
						</xsl:attribute>
					</input>
				</label>
			</xsl:if>
			<xsl:choose>
				<xsl:when test="$page = 'index' and not($by-village)"><xsl:call-template name="area-field"/></xsl:when>
				<xsl:when test="$mixed"><xsl:call-template name="village-field"/></xsl:when>
			</xsl:choose>
			<label>
				<xsl:value-of select="h:say($lang, 'col-group')"/>
				<select id="g">
					<xsl:call-template name="option"><xsl:with-param name="id" select="'any-group'"/></xsl:call-template>
					<xsl:for-each select="$result/h:groups/h:group[@error + @suspect + @notice &gt; 0]">
						<option value="{concat('', @id)}"><xsl:value-of select="h:title"/></option>
					</xsl:for-each>
				</select>
			</label>
			<label>
				<xsl:value-of select="h:say($lang, 'col-severity')"/>
				<select id="s">
					<xsl:call-template name="option"><xsl:with-param name="id" select="'any-severity'"/></xsl:call-template>
					<xsl:call-template name="option"><xsl:with-param name="value" select="'error'"/><xsl:with-param name="id" select="'severity-error'"/></xsl:call-template>
					<xsl:call-template name="option"><xsl:with-param name="value" select="'suspect'"/><xsl:with-param name="id" select="'severity-suspect'"/></xsl:call-template>
					<xsl:call-template name="option"><xsl:with-param name="value" select="'notice'"/><xsl:with-param name="id" select="'severity-notice'"/></xsl:call-template>
				</select>
			</label>
			<xsl:if test="$page != 'index'"><xsl:call-template name="order-field"/></xsl:if>
			<span class="buttons">
				<button type="reset"><xsl:value-of select="h:say($lang, 'reset')"/></button>
				<xsl:if test="$page != 'index'">
					<button type="button" id="open"><xsl:value-of select="h:say($lang, 'open-all')"/></button>
					<button type="button" id="close"><xsl:value-of select="h:say($lang, 'close-all')"/></button>
				</xsl:if>
			</span>
			<output id="count" aria-live="polite">
				<xsl:attribute name="data-text">
					<xsl:call-template name="say">
						<xsl:with-param name="id"><xsl:choose><xsl:when test="$page = 'index'">shown-pages</xsl:when><xsl:otherwise>shown</xsl:otherwise></xsl:choose></xsl:with-param>
						<xsl:with-param name="a" select="'%1'"/>
						<xsl:with-param name="b" select="'%2'"/>
					</xsl:call-template>
				</xsl:attribute>
			</output>
		</form>
	</xsl:template>

	<!-- What people decide, filled in here and saved as a document of verdicts; the
	     script puts a form into each problem that is opened. -->
	<xsl:template name="deciding">
		<section id="deciding" class="deciding" hidden="hidden" data-division="{$result/h:street/@division}" data-year="{$result/@year}" aria-labelledby="deciding-title">
			<xsl:attribute name="data-file"><xsl:value-of select="h:say($lang, 'decide-file')"/></xsl:attribute>
			<h3 id="deciding-title"><xsl:value-of select="h:say($lang, 'decide-title')"/></h3>
			<p><xsl:value-of select="h:say($lang, 'decide-help')"/></p>
			<p id="decide-memory" hidden="hidden"><xsl:value-of select="h:say($lang, 'decide-memory')"/></p>
			<div class="buttons">
				<button type="button" id="decide-save"><xsl:value-of select="h:say($lang, 'decide-save')"/></button>
				<button type="button" id="decide-clear">
					<xsl:attribute name="data-ask"><xsl:value-of select="h:say($lang, 'decide-ask')"/></xsl:attribute>
					<xsl:value-of select="h:say($lang, 'decide-clear')"/>
				</button>
				<output id="decide-count" aria-live="polite">
					<xsl:attribute name="data-text"><xsl:value-of select="h:say($lang, 'decide-count', '%1')"/></xsl:attribute>
					<xsl:attribute name="data-saved"><xsl:value-of select="h:say($lang, 'decide-saved', '%1')"/></xsl:attribute>
					<xsl:attribute name="data-lacks"><xsl:value-of select="h:say($lang, 'decide-lacks', '%1')"/></xsl:attribute>
				</output>
			</div>
		</section>
		<template id="decide">
			<fieldset class="decide">
				<legend><xsl:value-of select="h:say($lang, 'decide-legend')"/></legend>
				<label><xsl:value-of select="h:say($lang, 'p-verdict')"/>
					<select data-k="decision">
						<xsl:call-template name="option"><xsl:with-param name="id" select="'decide-none'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'confirmed'"/><xsl:with-param name="id" select="'status-confirmed'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'unfounded'"/><xsl:with-param name="id" select="'status-unfounded'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'rectified'"/><xsl:with-param name="id" select="'status-rectified'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'accepted'"/><xsl:with-param name="id" select="'status-accepted'"/></xsl:call-template>
					</select>
				</label>
				<label class="wide"><xsl:value-of select="h:say($lang, 'p-done')"/><input data-k="reason" autocomplete="off"/></label>
				<label class="wide"><xsl:value-of select="h:say($lang, 'p-evidence')"/><input data-k="evidence" autocomplete="off"/></label>
				<label><xsl:value-of select="h:say($lang, 'p-until')"/><input type="date" data-k="until"/></label>
				<label><xsl:value-of select="h:say($lang, 'p-by')"/><input data-k="by" autocomplete="off"/></label>
				<label><xsl:value-of select="h:say($lang, 'p-date')"/><input type="date" data-k="date"/></label>
				<label><xsl:value-of select="h:say($lang, 'p-reviewer')"/><input data-k="reviewer" autocomplete="off"/></label>
				<p class="lacks" role="alert">
					<xsl:attribute name="data-text"><xsl:value-of select="h:say($lang, 'decide-wants', '%1')"/></xsl:attribute>
				</p>
			</fieldset>
		</template>
	</xsl:template>

	<!-- Does this part begin a village on this page? -->
	<xsl:template name="begins">
		<xsl:variable name="before" select="preceding-sibling::h:part[1]"/>
		<xsl:if test="not($before) or string($before/@village) != string(@village) or $is-part and $before/@page != $page">yes</xsl:if>
	</xsl:template>

	<!-- The areas that the index of a long report is ordered by. -->
	<xsl:template name="area-field">
		<label>
			<xsl:value-of select="h:say($lang, concat('col-', $level))"/>
			<select id="v">
				<option value=""><xsl:value-of select="h:say($lang, 'any-place', $place, $places)"/></option>
				<xsl:for-each select="$lines[@error + @suspect + @notice &gt; 0]">
					<option value="{concat('', @code)}"><xsl:value-of select="@code"/></option>
				</xsl:for-each>
				<xsl:if test="$whole &gt; 0"><option value="-"><xsl:value-of select="h:say($lang, 'row-whole')"/></option></xsl:if>
			</select>
		</label>
	</xsl:template>

	<xsl:template name="village-field">
		<label>
			<xsl:value-of select="h:say($lang, 'col-village')"/>
			<select id="v">
				<xsl:call-template name="option"><xsl:with-param name="id" select="'any-village'"/></xsl:call-template>
				<xsl:for-each select="$shown">
					<xsl:variable name="begins"><xsl:call-template name="begins"/></xsl:variable>
					<xsl:if test="$begins != ''">
						<option value="{concat('', @village)}">
							<xsl:if test="not(@village != '')"><xsl:attribute name="value">-</xsl:attribute></xsl:if>
							<xsl:call-template name="part-village"/>
						</option>
					</xsl:if>
				</xsl:for-each>
			</select>
		</label>
	</xsl:template>

	<xsl:template name="order-field">
		<label>
			<xsl:value-of select="h:say($lang, 'order')"/>
			<select id="o">
				<xsl:call-template name="option"><xsl:with-param name="id" select="'order-place'"/></xsl:call-template>
				<xsl:call-template name="option"><xsl:with-param name="value" select="'severity'"/><xsl:with-param name="id" select="'order-severity'"/></xsl:call-template>
				<xsl:call-template name="option"><xsl:with-param name="value" select="'check'"/><xsl:with-param name="id" select="'order-check'"/></xsl:call-template>
			</select>
		</label>
	</xsl:template>

	<xsl:template name="findings">
		<xsl:param name="these"/>
		<p class="plain">
			<xsl:value-of select="h:say($lang, 'findings-total', sum($these/@findings))"/>
		</p>
		<xsl:if test="sum($these/@listed) &gt; 0">
			<p class="plain"><xsl:value-of select="h:say($lang, 'findings-listed', sum($these/@listed))"/></p>
		</xsl:if>
		<xsl:call-template name="controls"/>
		<xsl:if test="$page != 'index'"><xsl:call-template name="deciding"/></xsl:if>
		<div id="list">
			<xsl:if test="not($is-part)"><xsl:attribute name="class">has-clauses</xsl:attribute></xsl:if>
			<xsl:for-each select="$these">
				<xsl:variable name="begins"><xsl:call-template name="begins"/></xsl:variable>
				<xsl:if test="$mixed and $begins != ''">
					<h3 class="village" id="v-{@village}"><xsl:call-template name="part-village"/></h3>
				</xsl:if>
				<div class="part" data-v="{concat('', @village)}">
					<xsl:if test="not($mixed) and $begins != ''"><xsl:attribute name="id">v-<xsl:value-of select="@village"/></xsl:attribute></xsl:if>
					<xsl:if test="not(@village != '')"><xsl:attribute name="data-v">-</xsl:attribute></xsl:if>
					<xsl:variable name="before" select="@from - 1"/>
					<xsl:for-each select="h:finding | h:listed">
						<xsl:apply-templates select=".">
							<xsl:with-param name="number" select="$before + 1 + count(preceding-sibling::h:finding)"/>
						</xsl:apply-templates>
					</xsl:for-each>
				</div>
			</xsl:for-each>
		</div>
	</xsl:template>

	<!-- Without the script all are open; the script shuts them. -->
	<xsl:template match="h:finding">
		<xsl:param name="number"/>
		<details class="f {@severity}" id="f-{@id}" open="open" data-g="{concat('', @group)}">
			<xsl:if test="@facts"><xsl:attribute name="data-f"><xsl:value-of select="@facts"/></xsl:attribute></xsl:if>
			<xsl:if test="@severity = 'error'"><xsl:attribute name="data-e"><xsl:choose><xsl:when test="key('check', @check)/@disputable">disputable</xsl:when><xsl:otherwise>mended</xsl:otherwise></xsl:choose></xsl:attribute></xsl:if>
			<summary>
				<span class="no"><xsl:value-of select="$number"/></span>
				<span class="sev"><xsl:call-template name="severity-mark"/></span>
				<span class="id"><xsl:value-of select="@check"/></span>
				<span class="who">
					<xsl:if test="$mixed"><span class="at"><xsl:value-of select="@village-name"/><xsl:text> </xsl:text></span></xsl:if>
					<xsl:call-template name="who"/>
				</span>
				<span class="what"><xsl:value-of select="h:message"/></span>
			</summary>
			<xsl:call-template name="finding-body"/>
		</details>
	</xsl:template>

	<!-- At a household the finding of a list that it is on: told, not counted. -->
	<xsl:template match="h:listed">
		<details class="f {@severity}" open="open" data-g="{concat('', @group)}">
			<summary>
				<span class="no">—</span>
				<span class="sev"><xsl:call-template name="severity-mark"/></span>
				<span class="id"><xsl:value-of select="@check"/></span>
				<span class="who">
					<xsl:if test="$mixed"><span class="at"><xsl:value-of select="../@village-name"/><xsl:text> </xsl:text></span></xsl:if>
					<xsl:call-template name="who"/>
				</span>
				<span class="what"><span class="of"><xsl:value-of select="$of-list"/></span><xsl:value-of select="h:message"/></span>
			</summary>
			<dl><dt><xsl:value-of select="$l-id"/></dt><dd>
				<xsl:choose>
					<xsl:when test="$page = 'single'"><a href="#f-{@finding}"><code><xsl:value-of select="@finding"/></code></a></xsl:when>
					<xsl:otherwise><code><xsl:value-of select="@finding"/></code></xsl:otherwise>
				</xsl:choose>
			</dd></dl>
		</details>
	</xsl:template>

	<xsl:template name="severity-mark">
		<xsl:choose>
			<xsl:when test="@severity = 'error'"><xsl:value-of select="$sev-error"/></xsl:when>
			<xsl:when test="@severity = 'suspect'"><xsl:value-of select="$sev-suspect"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$sev-notice"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="who">
		<b><xsl:value-of select="@household"/></b>
		<xsl:if test="@head != ''">
			<xsl:value-of select="concat(' ', substring-before($head, '|'), @head, substring-after($head, '|'))"/>
		</xsl:if>
		<xsl:if test="@name != '' and not(@name = @head)">
			<xsl:value-of select="concat(' ', substring-before($member, '|'), @name, substring-after($member, '|'))"/>
		</xsl:if>
	</xsl:template>

	<xsl:template name="finding-body">
		<xsl:variable name="check" select="key('check', @check)"/>
		<dl>
			<!-- Where what was found is the evidence over again, once is enough. -->
			<xsl:variable name="evidence" select="h:evidence[. != '']"/>
			<xsl:variable name="told" select="$evidence and starts-with(h:found, concat(h:evidence[1]/@label, $colon, h:evidence[1]))"/>
			<xsl:if test="h:found and not($told)">
				<dt><xsl:value-of select="$l-found"/></dt><dd><xsl:value-of select="h:found"/></dd>
			</xsl:if>
			<xsl:if test="$told">
				<dt><xsl:value-of select="$l-found"/></dt><dd><xsl:call-template name="evidence"><xsl:with-param name="these" select="$evidence"/></xsl:call-template></dd>
			</xsl:if>
			<xsl:for-each select="h:expected">
				<dt><xsl:value-of select="$l-expected"/></dt><dd><xsl:value-of select="."/></dd>
			</xsl:for-each>
			<xsl:if test="@step != ''">
				<dt><xsl:value-of select="$l-step"/></dt><dd><xsl:call-template name="step"/></dd>
			</xsl:if>
			<xsl:if test="$evidence and not($told)">
				<dt><xsl:value-of select="$l-evidence"/></dt><dd><xsl:call-template name="evidence"><xsl:with-param name="these" select="$evidence"/></xsl:call-template></dd>
			</xsl:if>
			<xsl:if test="$check/h:remedy != ''">
				<dt><xsl:value-of select="$l-remedy"/></dt><dd><xsl:value-of select="$check/h:remedy"/></dd>
			</xsl:if>
			<dt><xsl:value-of select="$l-clause"/></dt>
			<dd>
				<xsl:for-each select="h:listed(key('check', @check)/@clause, $clauses)">
					<p class="clause">
						<b><xsl:value-of select="concat($cite-open, @heading)"/></b>
						<i><xsl:value-of select="concat($clause-open, @id, $clause-close)"/></i>
						<span><xsl:value-of select="concat(' ', .)"/></span>
					</p>
				</xsl:for-each>
			</dd>
			<xsl:if test="@file != ''">
				<dt><xsl:value-of select="$l-place"/></dt><dd><xsl:call-template name="place"/></dd>
			</xsl:if>
			<dt><xsl:value-of select="$l-id"/></dt>
			<dd>
				<a href="#f-{@id}"><code><xsl:value-of select="@id"/></code></a>
				<xsl:text> </xsl:text>
				<xsl:choose>
					<xsl:when test="@status = 'open'"><xsl:value-of select="$status-open"/></xsl:when>
					<xsl:otherwise><xsl:value-of select="h:word($lang, concat('status-', @status), '')"/></xsl:otherwise>
				</xsl:choose>
				<xsl:if test="@state and @state != 'new' and @state != @status">
					<xsl:value-of select="concat(' ', $clause-open, h:word($lang, concat('state-', @state), ''), $clause-close)"/>
				</xsl:if>
			</dd>
			<xsl:for-each select="h:decided">
				<dt><xsl:value-of select="h:say($lang, 'decide-legend')"/></dt>
				<dd>
					<xsl:call-template name="say">
						<xsl:with-param name="id">
							<xsl:text>decided</xsl:text>
							<xsl:if test="@until">-until</xsl:if>
						</xsl:with-param>
						<xsl:with-param name="a" select="h:word($lang, concat('status-', @decision), '')"/>
						<xsl:with-param name="b" select="@by"/>
						<xsl:with-param name="c"><xsl:call-template name="date"><xsl:with-param name="iso" select="@date"/></xsl:call-template></xsl:with-param>
						<xsl:with-param name="d"><xsl:call-template name="date"><xsl:with-param name="iso" select="@until"/></xsl:call-template></xsl:with-param>
					</xsl:call-template>
					<xsl:for-each select="h:reason | h:proof"><br/><xsl:value-of select="."/></xsl:for-each>
				</dd>
			</xsl:for-each>
		</dl>
	</xsl:template>

	<xsl:template name="evidence">
		<xsl:param name="these"/>
		<table class="evidence">
			<xsl:for-each select="$these">
				<tr><th scope="row"><xsl:value-of select="@label"/></th><td><xsl:value-of select="."/></td></tr>
			</xsl:for-each>
		</table>
	</xsl:template>

	<xsl:template name="place">
		<xsl:value-of select="@file"/>
		<xsl:if test="@line">
			<xsl:value-of select="concat(substring-before($line, '|'), @line, substring-after($line, '|'))"/>
			<xsl:if test="@column">
				<xsl:value-of select="concat(substring-before($column, '|'), @column, substring-after($column, '|'))"/>
			</xsl:if>
		</xsl:if>
		<xsl:if test="@record != ''">
			<xsl:value-of select="concat(substring-before($record, '|'), @record, substring-after($record, '|'))"/>
		</xsl:if>
	</xsl:template>

	<xsl:template name="page-list">
		<p>
			<xsl:value-of select="h:say($lang, 'pages-intro', sum($parts/@findings), $parts[last()]/@page, substring-before(substring-after($pages-path, './'), '/'))"/>
		</p>
		<xsl:call-template name="controls"/>
		<div id="list" class="pages">
			<div class="scroll" tabindex="0">
				<table class="sorts">
					<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-pages'"/></xsl:call-template>
					<thead><tr>
						<xsl:call-template name="columns"><xsl:with-param name="ids" select="'#col-page col-village '"/></xsl:call-template>
						<xsl:if test="$by-village"><xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-reach '"/></xsl:call-template></xsl:if>
						<xsl:call-template name="columns"><xsl:with-param name="ids" select="'#col-range #severity-error #severity-suspect #severity-notice #col-findings '"/></xsl:call-template>
					</tr></thead>
					<tbody>
						<xsl:choose>
							<xsl:when test="$by-village"><xsl:apply-templates select="$parts"/></xsl:when>
							<xsl:otherwise><xsl:apply-templates select="$parts[not(@page = preceding-sibling::h:part[1]/@page)]" mode="page"/></xsl:otherwise>
						</xsl:choose>
					</tbody>
				</table>
			</div>
		</div>
	</xsl:template>

	<!-- A part of a long report: parts.c left what is told of it here. -->
	<xsl:template match="h:part">
		<tr data-k="{concat('', @kinds)}">
			<xsl:attribute name="data-v">
				<xsl:value-of select="@village"/>
				<xsl:if test="not(@village != '')">-</xsl:if>
			</xsl:attribute>
			<td class="n"><a href="{$pages-path}{format-number(@page, '0000')}.html#v-{@village}"><xsl:value-of select="@page"/></a></td>
			<th scope="row">
				<a href="{$pages-path}{format-number(@page, '0000')}.html#v-{@village}"><xsl:call-template name="part-village"/></a>
				<xsl:for-each select="h:find"><span hidden="hidden"><xsl:value-of select="concat(' ', .)"/></span></xsl:for-each>
			</th>
			<td>
				<xsl:if test="@first">
					<xsl:value-of select="h:say($lang, 'range', @first, @last)"/>
				</xsl:if>
			</td>
			<td class="n nowrap">
				<xsl:value-of select="h:say($lang, 'range', @from, @to)"/>
			</td>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@error"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@suspect"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@notice"/></xsl:call-template>
			<td class="n"><xsl:value-of select="@findings"/></td>
		</tr>
	</xsl:template>

	<xsl:key name="on-page" match="/h:result/h:parts/h:part" use="@page"/>

	<!-- A page of a long report of many villages, by the first part on it. -->
	<xsl:template match="h:part" mode="page">
		<xsl:variable name="these" select="key('on-page', @page)"/>
		<xsl:variable name="file" select="concat($pages-path, format-number(@page, '0000'), '.html')"/>
		<tr>
			<xsl:attribute name="data-k"><xsl:for-each select="$these"><xsl:value-of select="concat(' ', @kinds)"/></xsl:for-each></xsl:attribute>
			<xsl:attribute name="data-v">
				<xsl:for-each select="$these">
					<xsl:variable name="area" select="substring(@village, 1, 9 - 3 * ($level = 'county'))"/>
					<xsl:if test="position() = 1 or not(starts-with(preceding-sibling::h:part[1]/@village, $area))"><xsl:value-of select="concat(' ', $area)"/></xsl:if>
					<xsl:if test="not(@village != '')"> -</xsl:if>
				</xsl:for-each>
			</xsl:attribute>
			<td class="n"><a href="{$file}"><xsl:value-of select="@page"/></a></td>
			<th scope="row">
				<xsl:for-each select="$these">
					<xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
					<a href="{$file}#v-{@village}"><xsl:call-template name="part-village"/></a>
				</xsl:for-each>
				<xsl:for-each select="$these/h:find"><span hidden="hidden"><xsl:value-of select="concat(' ', .)"/></span></xsl:for-each>
			</th>
			<td class="n nowrap">
				<xsl:value-of select="h:say($lang, 'range', @from, $these[last()]/@to)"/>
			</td>
			<xsl:call-template name="count"><xsl:with-param name="n" select="sum($these/@error)"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="sum($these/@suspect)"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="sum($these/@notice)"/></xsl:call-template>
			<td class="n"><xsl:value-of select="sum($these/@findings)"/></td>
		</tr>
	</xsl:template>

	<xsl:template name="part-village">
		<xsl:choose>
			<xsl:when test="@village-name != ''"><xsl:value-of select="@village-name"/></xsl:when>
			<xsl:when test="@village != ''"><xsl:value-of select="@village"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, 'row-whole')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
