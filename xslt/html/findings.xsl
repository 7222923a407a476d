<?xml version="1.0" encoding="UTF-8"?>
<!--
  The findings of some parts, each with all that is known of it, and the list
  of pages that a long report is cut into. They come sorted: nothing is sorted,
  grouped or counted here.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<!-- Said once a page, not once a finding: a page holds a thousand of them.
	     All words stand in one string, each between its name and a bar, from
	     which the variables below are cut. -->
	<xsl:variable name="words">
		<xsl:text>|l-found=</xsl:text><xsl:value-of select="h:say($lang, 'l-found')"/>
		<xsl:text>|l-expected=</xsl:text><xsl:value-of select="h:say($lang, 'l-expected')"/>
		<xsl:text>|l-evidence=</xsl:text><xsl:value-of select="h:say($lang, 'l-evidence')"/>
		<xsl:text>|colon=</xsl:text><xsl:value-of select="h:say($lang, 'colon')"/>
		<xsl:text>|l-step=</xsl:text><xsl:value-of select="h:say($lang, 'l-step')"/>
		<xsl:text>|l-clause=</xsl:text><xsl:value-of select="h:say($lang, 'l-clause')"/>
		<xsl:text>|l-remedy=</xsl:text><xsl:value-of select="h:say($lang, 'l-remedy')"/>
		<xsl:text>|l-place=</xsl:text><xsl:value-of select="h:say($lang, 'l-place')"/>
		<xsl:text>|l-id=</xsl:text><xsl:value-of select="h:say($lang, 'l-id')"/>
		<xsl:text>|open=</xsl:text><xsl:value-of select="h:say($lang, 'clause-open')"/>
		<xsl:text>|cite=</xsl:text><xsl:value-of select="h:say($lang, 'cite-open')"/>
		<xsl:text>|close=</xsl:text><xsl:value-of select="h:say($lang, 'clause-close')"/>
		<xsl:text>|head=</xsl:text><xsl:value-of select="h:say($lang, 'head', '|')"/>
		<xsl:text>|member=</xsl:text><xsl:value-of select="h:say($lang, 'member', '|')"/>
		<xsl:text>|line=</xsl:text><xsl:value-of select="h:say($lang, 'place-line', '|')"/>
		<xsl:text>|column=</xsl:text><xsl:value-of select="h:say($lang, 'place-column', '|')"/>
		<xsl:text>|record=</xsl:text><xsl:value-of select="h:say($lang, 'place-record', '|')"/>
		<xsl:text>|error=▲ </xsl:text><xsl:value-of select="h:say($lang, 'severity-error')"/>
		<xsl:text>|suspect=● </xsl:text><xsl:value-of select="h:say($lang, 'severity-suspect')"/>
		<xsl:text>|notice=○ </xsl:text><xsl:value-of select="h:say($lang, 'severity-notice')"/>
		<xsl:text>|status-open=</xsl:text><xsl:value-of select="h:say($lang, 'status-open')"/>
		<xsl:text>|status-confirmed=</xsl:text><xsl:value-of select="h:say($lang, 'status-confirmed')"/>
		<xsl:text>|status-unfounded=</xsl:text><xsl:value-of select="h:say($lang, 'status-unfounded')"/>
		<xsl:text>|status-rectified=</xsl:text><xsl:value-of select="h:say($lang, 'status-rectified')"/>
		<xsl:text>|state-new=</xsl:text><xsl:value-of select="h:say($lang, 'state-new')"/>
		<xsl:text>|state-still=</xsl:text><xsl:value-of select="h:say($lang, 'state-still')"/>
		<xsl:text>|state-back=</xsl:text><xsl:value-of select="h:say($lang, 'state-back')"/>
		<xsl:text>|state-claimed=</xsl:text><xsl:value-of select="h:say($lang, 'state-claimed')"/>
		<xsl:text>|state-reopened=</xsl:text><xsl:value-of select="h:say($lang, 'state-reopened')"/>
		<xsl:text>|state-lapsed=</xsl:text><xsl:value-of select="h:say($lang, 'state-lapsed')"/>
		<xsl:text>|state-unfounded=</xsl:text><xsl:value-of select="h:say($lang, 'state-unfounded')"/>
		<xsl:text>|state-accepted=</xsl:text><xsl:value-of select="h:say($lang, 'state-accepted')"/>
		<xsl:text>|status-accepted=</xsl:text><xsl:value-of select="h:say($lang, 'status-accepted')"/>
		<xsl:text>|of-list=</xsl:text><xsl:value-of select="h:say($lang, 'of-list')"/>
		<xsl:text>|</xsl:text>
	</xsl:variable>
	<xsl:variable name="w" select="string($words)"/>
	<xsl:variable name="l-found" select="substring-before(substring-after($w, '|l-found='), '|')"/>
	<xsl:variable name="l-expected" select="substring-before(substring-after($w, '|l-expected='), '|')"/>
	<xsl:variable name="l-evidence" select="substring-before(substring-after($w, '|l-evidence='), '|')"/>
	<xsl:variable name="colon" select="substring-before(substring-after($w, '|colon='), '|')"/>
	<xsl:variable name="l-step" select="substring-before(substring-after($w, '|l-step='), '|')"/>
	<xsl:variable name="l-clause" select="substring-before(substring-after($w, '|l-clause='), '|')"/>
	<xsl:variable name="l-remedy" select="substring-before(substring-after($w, '|l-remedy='), '|')"/>
	<xsl:variable name="l-place" select="substring-before(substring-after($w, '|l-place='), '|')"/>
	<xsl:variable name="l-id" select="substring-before(substring-after($w, '|l-id='), '|')"/>
	<xsl:variable name="of-list" select="substring-before(substring-after($w, '|of-list='), '|')"/>
	<xsl:variable name="clause-open" select="substring-before(substring-after($w, '|open='), '|')"/>
	<xsl:variable name="cite-open" select="substring-before(substring-after($w, '|cite='), '|')"/>
	<xsl:variable name="clause-close" select="substring-before(substring-after($w, '|close='), '|')"/>
	<xsl:variable name="head-1" select="substring-before(substring-after($w, '|head='), '|')"/>
	<xsl:variable name="head-2" select="substring-before(substring-after(substring-after($w, '|head='), '|'), '|')"/>
	<xsl:variable name="member-1" select="substring-before(substring-after($w, '|member='), '|')"/>
	<xsl:variable name="member-2" select="substring-before(substring-after(substring-after($w, '|member='), '|'), '|')"/>
	<xsl:variable name="line-1" select="substring-before(substring-after($w, '|line='), '|')"/>
	<xsl:variable name="column-1" select="substring-before(substring-after($w, '|column='), '|')"/>
	<xsl:variable name="column-2" select="substring-before(substring-after(substring-after($w, '|column='), '|'), '|')"/>
	<xsl:variable name="line-2" select="substring-before(substring-after(substring-after($w, '|line='), '|'), '|')"/>
	<xsl:variable name="record-1" select="substring-before(substring-after($w, '|record='), '|')"/>
	<xsl:variable name="record-2" select="substring-before(substring-after(substring-after($w, '|record='), '|'), '|')"/>

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
				<span class="sev">
					<xsl:value-of select="substring-before(substring-after($w, concat('|', @severity, '=')), '|')"/>
				</span>
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
				<span class="sev">
					<xsl:value-of select="substring-before(substring-after($w, concat('|', @severity, '=')), '|')"/>
				</span>
				<span class="id"><xsl:value-of select="@check"/></span>
				<span class="who">
					<xsl:if test="$mixed"><span class="at"><xsl:value-of select="../@village-name"/><xsl:text> </xsl:text></span></xsl:if>
					<xsl:call-template name="who"/>
				</span>
				<span class="what"><span class="of"><xsl:value-of select="concat($clause-open, $of-list, $clause-close)"/></span><xsl:value-of select="h:message"/></span>
			</summary>
			<dl><dt><xsl:value-of select="$l-id"/></dt><dd>
				<xsl:choose>
					<xsl:when test="$page = 'single'"><a href="#f-{@finding}"><code><xsl:value-of select="@finding"/></code></a></xsl:when>
					<xsl:otherwise><code><xsl:value-of select="@finding"/></code></xsl:otherwise>
				</xsl:choose>
			</dd></dl>
		</details>
	</xsl:template>

	<xsl:template name="who">
		<b><xsl:value-of select="@household"/></b>
		<xsl:if test="@head != ''">
			<xsl:value-of select="concat(' ', $head-1, @head, $head-2)"/>
		</xsl:if>
		<xsl:if test="@name != '' and not(@name = @head)">
			<xsl:value-of select="concat(' ', $member-1, @name, $member-2)"/>
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
				<xsl:value-of select="substring-before(substring-after($w, concat('|status-', @status, '=')), '|')"/>
				<xsl:if test="@state and @state != 'new' and @state != @status">
					<xsl:value-of select="concat(' ', $clause-open, substring-before(substring-after($w, concat('|state-', @state, '=')), '|'), $clause-close)"/>
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
						<xsl:with-param name="a" select="substring-before(substring-after($w, concat('|status-', @decision, '=')), '|')"/>
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
			<xsl:value-of select="concat($line-1, @line, $line-2)"/>
			<xsl:if test="@column">
				<xsl:value-of select="concat($column-1, @column, $column-2)"/>
			</xsl:if>
		</xsl:if>
		<xsl:if test="@record != ''">
			<xsl:value-of select="concat($record-1, @record, $record-2)"/>
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
