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
		<xsl:text>|l-found=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-found'"/></xsl:call-template>
		<xsl:text>|l-expected=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-expected'"/></xsl:call-template>
		<xsl:text>|l-evidence=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-evidence'"/></xsl:call-template>
		<xsl:text>|colon=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'colon'"/></xsl:call-template>
		<xsl:text>|l-step=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-step'"/></xsl:call-template>
		<xsl:text>|l-clause=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-clause'"/></xsl:call-template>
		<xsl:text>|l-remedy=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-remedy'"/></xsl:call-template>
		<xsl:text>|l-place=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-place'"/></xsl:call-template>
		<xsl:text>|l-id=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'l-id'"/></xsl:call-template>
		<xsl:text>|open=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'clause-open'"/></xsl:call-template>
		<xsl:text>|cite=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'cite-open'"/></xsl:call-template>
		<xsl:text>|close=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'clause-close'"/></xsl:call-template>
		<xsl:text>|head=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'head'"/><xsl:with-param name="a" select="'|'"/></xsl:call-template>
		<xsl:text>|member=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'member'"/><xsl:with-param name="a" select="'|'"/></xsl:call-template>
		<xsl:text>|line=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'place-line'"/><xsl:with-param name="a" select="'|'"/></xsl:call-template>
		<xsl:text>|column=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'place-column'"/><xsl:with-param name="a" select="'|'"/></xsl:call-template>
		<xsl:text>|record=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'place-record'"/><xsl:with-param name="a" select="'|'"/></xsl:call-template>
		<xsl:text>|error=▲ </xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-error'"/></xsl:call-template>
		<xsl:text>|suspect=● </xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-suspect'"/></xsl:call-template>
		<xsl:text>|notice=○ </xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-notice'"/></xsl:call-template>
		<xsl:text>|status-open=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'status-open'"/></xsl:call-template>
		<xsl:text>|status-confirmed=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'status-confirmed'"/></xsl:call-template>
		<xsl:text>|status-unfounded=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'status-unfounded'"/></xsl:call-template>
		<xsl:text>|status-rectified=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'status-rectified'"/></xsl:call-template>
		<xsl:text>|state-new=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-new'"/></xsl:call-template>
		<xsl:text>|state-still=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-still'"/></xsl:call-template>
		<xsl:text>|state-back=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-back'"/></xsl:call-template>
		<xsl:text>|state-claimed=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-claimed'"/></xsl:call-template>
		<xsl:text>|state-reopened=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-reopened'"/></xsl:call-template>
		<xsl:text>|state-lapsed=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-lapsed'"/></xsl:call-template>
		<xsl:text>|state-unfounded=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-unfounded'"/></xsl:call-template>
		<xsl:text>|state-accepted=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'state-accepted'"/></xsl:call-template>
		<xsl:text>|status-accepted=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'status-accepted'"/></xsl:call-template>
		<xsl:text>|of-list=</xsl:text><xsl:call-template name="say"><xsl:with-param name="id" select="'of-list'"/></xsl:call-template>
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
		<option value="{$value}"><xsl:call-template name="say"><xsl:with-param name="id" select="$id"/></xsl:call-template></option>
	</xsl:template>

	<!-- Shown by the script only: without it there is nothing to press. On the
	     index of a long report they are about its pages. -->
	<xsl:template name="controls">
		<form id="filter" class="filter" role="search" hidden="hidden">
			<xsl:if test="$page != 'index' or $parts/h:find">
				<label class="wide">
					<xsl:call-template name="say"><xsl:with-param name="id" select="'search'"/></xsl:call-template>
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
				<xsl:call-template name="say"><xsl:with-param name="id" select="'col-group'"/></xsl:call-template>
				<select id="g">
					<xsl:call-template name="option"><xsl:with-param name="id" select="'any-group'"/></xsl:call-template>
					<xsl:for-each select="$result/h:groups/h:group[@error + @suspect + @notice &gt; 0]">
						<option value="{@id}"><xsl:value-of select="h:title"/></option>
					</xsl:for-each>
				</select>
			</label>
			<label>
				<xsl:call-template name="say"><xsl:with-param name="id" select="'col-severity'"/></xsl:call-template>
				<select id="s">
					<xsl:call-template name="option"><xsl:with-param name="id" select="'any-severity'"/></xsl:call-template>
					<xsl:call-template name="option"><xsl:with-param name="value" select="'error'"/><xsl:with-param name="id" select="'severity-error'"/></xsl:call-template>
					<xsl:call-template name="option"><xsl:with-param name="value" select="'suspect'"/><xsl:with-param name="id" select="'severity-suspect'"/></xsl:call-template>
					<xsl:call-template name="option"><xsl:with-param name="value" select="'notice'"/><xsl:with-param name="id" select="'severity-notice'"/></xsl:call-template>
				</select>
			</label>
			<xsl:if test="$page != 'index'"><xsl:call-template name="order-field"/></xsl:if>
			<span class="buttons">
				<button type="reset"><xsl:call-template name="say"><xsl:with-param name="id" select="'reset'"/></xsl:call-template></button>
				<xsl:if test="$page != 'index'">
					<button type="button" id="open"><xsl:call-template name="say"><xsl:with-param name="id" select="'open-all'"/></xsl:call-template></button>
					<button type="button" id="close"><xsl:call-template name="say"><xsl:with-param name="id" select="'close-all'"/></xsl:call-template></button>
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
			<xsl:attribute name="data-file"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-file'"/></xsl:call-template></xsl:attribute>
			<h3 id="deciding-title"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-title'"/></xsl:call-template></h3>
			<p><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-help'"/></xsl:call-template></p>
			<p id="decide-memory" hidden="hidden"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-memory'"/></xsl:call-template></p>
			<div class="buttons">
				<button type="button" id="decide-save"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-save'"/></xsl:call-template></button>
				<button type="button" id="decide-clear">
					<xsl:attribute name="data-ask"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-ask'"/></xsl:call-template></xsl:attribute>
					<xsl:call-template name="say"><xsl:with-param name="id" select="'decide-clear'"/></xsl:call-template>
				</button>
				<output id="decide-count" aria-live="polite">
					<xsl:attribute name="data-text"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-count'"/><xsl:with-param name="a" select="'%1'"/></xsl:call-template></xsl:attribute>
					<xsl:attribute name="data-saved"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-saved'"/><xsl:with-param name="a" select="'%1'"/></xsl:call-template></xsl:attribute>
					<xsl:attribute name="data-lacks"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-lacks'"/><xsl:with-param name="a" select="'%1'"/></xsl:call-template></xsl:attribute>
				</output>
			</div>
		</section>
		<template id="decide">
			<fieldset class="decide">
				<legend><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-legend'"/></xsl:call-template></legend>
				<label><xsl:call-template name="say"><xsl:with-param name="id" select="'p-verdict'"/></xsl:call-template>
					<select data-k="decision">
						<xsl:call-template name="option"><xsl:with-param name="id" select="'decide-none'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'confirmed'"/><xsl:with-param name="id" select="'status-confirmed'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'unfounded'"/><xsl:with-param name="id" select="'status-unfounded'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'rectified'"/><xsl:with-param name="id" select="'status-rectified'"/></xsl:call-template>
						<xsl:call-template name="option"><xsl:with-param name="value" select="'accepted'"/><xsl:with-param name="id" select="'status-accepted'"/></xsl:call-template>
					</select>
				</label>
				<label class="wide"><xsl:call-template name="say"><xsl:with-param name="id" select="'p-done'"/></xsl:call-template><input data-k="reason" autocomplete="off"/></label>
				<label class="wide"><xsl:call-template name="say"><xsl:with-param name="id" select="'p-evidence'"/></xsl:call-template><input data-k="evidence" autocomplete="off"/></label>
				<label><xsl:call-template name="say"><xsl:with-param name="id" select="'p-until'"/></xsl:call-template><input type="date" data-k="until"/></label>
				<label><xsl:call-template name="say"><xsl:with-param name="id" select="'p-by'"/></xsl:call-template><input data-k="by" autocomplete="off"/></label>
				<label><xsl:call-template name="say"><xsl:with-param name="id" select="'p-date'"/></xsl:call-template><input type="date" data-k="date"/></label>
				<label><xsl:call-template name="say"><xsl:with-param name="id" select="'p-reviewer'"/></xsl:call-template><input data-k="reviewer" autocomplete="off"/></label>
				<p class="lacks" role="alert">
					<xsl:attribute name="data-text"><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-wants'"/><xsl:with-param name="a" select="'%1'"/></xsl:call-template></xsl:attribute>
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
			<xsl:call-template name="say"><xsl:with-param name="id" select="concat('col-', $level)"/></xsl:call-template>
			<select id="v">
				<option value=""><xsl:call-template name="say"><xsl:with-param name="id" select="'any-place'"/><xsl:with-param name="a" select="$place"/><xsl:with-param name="b" select="$places"/></xsl:call-template></option>
				<xsl:for-each select="$lines[@error + @suspect + @notice &gt; 0]">
					<option value="{@code}"><xsl:value-of select="@code"/></option>
				</xsl:for-each>
				<xsl:if test="$whole &gt; 0"><option value="-"><xsl:call-template name="say"><xsl:with-param name="id" select="'row-whole'"/></xsl:call-template></option></xsl:if>
			</select>
		</label>
	</xsl:template>

	<xsl:template name="village-field">
		<label>
			<xsl:call-template name="say"><xsl:with-param name="id" select="'col-village'"/></xsl:call-template>
			<select id="v">
				<xsl:call-template name="option"><xsl:with-param name="id" select="'any-village'"/></xsl:call-template>
				<xsl:for-each select="$shown">
					<xsl:variable name="begins"><xsl:call-template name="begins"/></xsl:variable>
					<xsl:if test="$begins != ''">
						<option value="{@village}">
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
			<xsl:call-template name="say"><xsl:with-param name="id" select="'order'"/></xsl:call-template>
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
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'findings-total'"/>
				<xsl:with-param name="a" select="sum($these/@findings)"/>
			</xsl:call-template>
		</p>
		<xsl:if test="sum($these/@listed) &gt; 0">
			<p class="plain"><xsl:call-template name="say"><xsl:with-param name="id" select="'findings-listed'"/><xsl:with-param name="a" select="sum($these/@listed)"/></xsl:call-template></p>
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
				<div class="part" data-v="{@village}">
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
		<details class="f {@severity}" id="f-{@id}" open="open" data-g="{@group}">
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
		<details class="f {@severity}" open="open" data-g="{@group}">
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
				<!-- few are asked for on a page: the key would find all -->
				<xsl:variable name="cited" select="concat(' ', key('check', @check)/@clause, ' ')"/>
				<xsl:for-each select="$result/h:clauses/h:clause[contains($cited, concat(' ', @id, ' '))]">
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
				<dt><xsl:call-template name="say"><xsl:with-param name="id" select="'decide-legend'"/></xsl:call-template></dt>
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
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'pages-intro'"/>
				<xsl:with-param name="a" select="sum($parts/@findings)"/>
				<xsl:with-param name="b" select="$parts[last()]/@page"/>
				<xsl:with-param name="c" select="substring-before(substring-after($pages-path, './'), '/')"/>
			</xsl:call-template>
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
		<tr data-k="{@kinds}">
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
					<xsl:call-template name="say">
						<xsl:with-param name="id" select="'range'"/>
						<xsl:with-param name="a" select="@first"/>
						<xsl:with-param name="b" select="@last"/>
					</xsl:call-template>
				</xsl:if>
			</td>
			<td class="n nowrap">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'range'"/>
					<xsl:with-param name="a" select="@from"/>
					<xsl:with-param name="b" select="@to"/>
				</xsl:call-template>
			</td>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@error"/><xsl:with-param name="class" select="'error'"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@suspect"/></xsl:call-template>
			<xsl:call-template name="count"><xsl:with-param name="n" select="@notice"/></xsl:call-template>
			<td class="n"><xsl:value-of select="@findings"/></td>
		</tr>
	</xsl:template>

	<xsl:key name="on-page" match="h:parts/h:part" use="@page"/>

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
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'range'"/>
					<xsl:with-param name="a" select="@from"/>
					<xsl:with-param name="b" select="$these[last()]/@to"/>
				</xsl:call-template>
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
			<xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'row-whole'"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
