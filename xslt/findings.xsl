<?xml version="1.0" encoding="UTF-8"?>
<!--
  The findings of some parts, each with all that is known of it, and the list
  of pages that a long report is cut into. They come sorted: nothing is sorted,
  grouped or counted here.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<!-- Said once a page, not once a finding. -->
	<xsl:variable name="l-found"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-found'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-expected"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-expected'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-evidence"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-evidence'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-step"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-step'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-clause"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-clause'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-open"><xsl:call-template name="say"><xsl:with-param name="id" select="'clause-open'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-close"><xsl:call-template name="say"><xsl:with-param name="id" select="'clause-close'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-remedy"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-remedy'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-place"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-place'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-id"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-id'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="l-status"><xsl:call-template name="say"><xsl:with-param name="id" select="'l-status'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="sev-error"><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-error'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="sev-suspect"><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-suspect'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="sev-notice"><xsl:call-template name="say"><xsl:with-param name="id" select="'severity-notice'"/></xsl:call-template></xsl:variable>
	<xsl:variable name="status-open"><xsl:call-template name="say"><xsl:with-param name="id" select="'status-open'"/></xsl:call-template></xsl:variable>

	<xsl:template name="option-all">
		<xsl:param name="id"/>
		<option value="">
			<xsl:call-template name="say"><xsl:with-param name="id" select="$id"/></xsl:call-template>
		</option>
	</xsl:template>

	<!-- Shown by the script only: without it there is nothing to press. -->
	<xsl:template name="controls">
		<xsl:param name="these"/>
		<form id="filter" class="filter" role="search" hidden="hidden">
			<label class="wide">
				<xsl:call-template name="say"><xsl:with-param name="id" select="'search'"/></xsl:call-template>
				<input type="search" id="q" autocomplete="off">
					<xsl:attribute name="placeholder"><xsl:call-template name="say"><xsl:with-param name="id" select="'search-hint'"/></xsl:call-template></xsl:attribute>
				</input>
			</label>
			<xsl:if test="not($is-part)">
				<label>
					<xsl:call-template name="say"><xsl:with-param name="id" select="'col-village'"/></xsl:call-template>
					<select id="v">
						<xsl:call-template name="option-all"><xsl:with-param name="id" select="'any-village'"/></xsl:call-template>
						<xsl:for-each select="$result/h:villages/h:village[@error + @suspect + @notice &gt; 0]">
							<option value="{@code}"><xsl:value-of select="@name"/></option>
						</xsl:for-each>
					</select>
				</label>
			</xsl:if>
			<label>
				<xsl:call-template name="say"><xsl:with-param name="id" select="'col-group'"/></xsl:call-template>
				<select id="g">
					<xsl:call-template name="option-all"><xsl:with-param name="id" select="'any-group'"/></xsl:call-template>
					<xsl:for-each select="$result/h:groups/h:group[@error + @suspect + @notice &gt; 0]">
						<option value="{@id}"><xsl:value-of select="h:title"/></option>
					</xsl:for-each>
				</select>
			</label>
			<label>
				<xsl:call-template name="say"><xsl:with-param name="id" select="'col-severity'"/></xsl:call-template>
				<select id="s">
					<xsl:call-template name="option-all"><xsl:with-param name="id" select="'any-severity'"/></xsl:call-template>
					<option value="error"><xsl:value-of select="$sev-error"/></option>
					<option value="suspect"><xsl:value-of select="$sev-suspect"/></option>
					<option value="notice"><xsl:value-of select="$sev-notice"/></option>
				</select>
			</label>
			<span class="buttons">
				<button type="reset"><xsl:call-template name="say"><xsl:with-param name="id" select="'reset'"/></xsl:call-template></button>
				<button type="button" id="open"><xsl:call-template name="say"><xsl:with-param name="id" select="'open-all'"/></xsl:call-template></button>
				<button type="button" id="close"><xsl:call-template name="say"><xsl:with-param name="id" select="'close-all'"/></xsl:call-template></button>
			</span>
			<output id="count" aria-live="polite">
				<xsl:attribute name="data-text">
					<xsl:call-template name="say">
						<xsl:with-param name="id" select="'shown'"/>
						<xsl:with-param name="a" select="'%1'"/>
						<xsl:with-param name="b" select="'%2'"/>
					</xsl:call-template>
				</xsl:attribute>
			</output>
		</form>
	</xsl:template>

	<xsl:template name="findings">
		<xsl:param name="these"/>
		<p class="plain">
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'findings-total'"/>
				<xsl:with-param name="a" select="sum($these/@findings)"/>
			</xsl:call-template>
		</p>
		<xsl:call-template name="controls"><xsl:with-param name="these" select="$these"/></xsl:call-template>
		<div id="list">
			<xsl:for-each select="$these">
				<xsl:if test="not($is-part or preceding-sibling::h:part[1]/@village = @village)">
					<h3 class="village"><xsl:call-template name="part-village"/></h3>
				</xsl:if>
				<xsl:apply-templates select="h:finding">
					<xsl:with-param name="before" select="@from - 1"/>
				</xsl:apply-templates>
			</xsl:for-each>
		</div>
	</xsl:template>

	<!-- Without the script all are open; the script shuts them. -->
	<xsl:template match="h:finding">
		<xsl:param name="before"/>
		<details class="f {@severity}" id="f-{@id}" open="open" data-g="{@group}" data-s="{@severity}" data-v="{@village}">
			<summary>
				<span class="no"><xsl:value-of select="$before + position()"/></span>
				<span class="sev {@severity}">
					<xsl:choose>
						<xsl:when test="@severity = 'error'">▲ <xsl:value-of select="$sev-error"/></xsl:when>
						<xsl:when test="@severity = 'suspect'">● <xsl:value-of select="$sev-suspect"/></xsl:when>
						<xsl:otherwise>○ <xsl:value-of select="$sev-notice"/></xsl:otherwise>
					</xsl:choose>
				</span>
				<span class="id"><xsl:value-of select="@check"/></span>
				<span class="who"><xsl:call-template name="who"/></span>
				<span class="what"><xsl:value-of select="h:message"/></span>
			</summary>
			<xsl:call-template name="finding-body"/>
		</details>
	</xsl:template>

	<xsl:template name="who">
		<xsl:if test="@household">
			<b><xsl:value-of select="@household"/></b>
		</xsl:if>
		<xsl:if test="@head != ''">
			<xsl:text> </xsl:text>
			<xsl:call-template name="say"><xsl:with-param name="id" select="'head'"/><xsl:with-param name="a" select="@head"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="@name != '' and not(@name = @head)">
			<xsl:text> </xsl:text>
			<xsl:call-template name="say"><xsl:with-param name="id" select="'member'"/><xsl:with-param name="a" select="@name"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="finding-body">
		<xsl:variable name="check" select="key('check', @check)"/>
		<dl>
			<xsl:if test="h:found != ''">
				<dt><xsl:value-of select="$l-found"/></dt><dd><xsl:value-of select="h:found"/></dd>
			</xsl:if>
			<xsl:if test="h:expected != ''">
				<dt><xsl:value-of select="$l-expected"/></dt><dd><xsl:value-of select="h:expected"/></dd>
			</xsl:if>
			<xsl:if test="@step != ''">
				<dt><xsl:value-of select="$l-step"/></dt><dd><xsl:call-template name="step"/></dd>
			</xsl:if>
			<xsl:if test="h:evidence">
				<dt><xsl:value-of select="$l-evidence"/></dt>
				<dd>
					<table class="evidence">
						<xsl:for-each select="h:evidence">
							<tr><th scope="row"><xsl:value-of select="@label"/></th><td><xsl:value-of select="."/></td></tr>
						</xsl:for-each>
					</table>
				</dd>
			</xsl:if>
			<xsl:if test="$check/h:remedy != ''">
				<dt><xsl:value-of select="$l-remedy"/></dt><dd><xsl:value-of select="$check/h:remedy"/></dd>
			</xsl:if>
			<dt><xsl:value-of select="$l-clause"/></dt>
			<dd>
				<xsl:for-each select="key('clauses-of', @check)">
					<p class="clause">
						<b><xsl:value-of select="@heading"/></b>
						<i><xsl:value-of select="concat($l-open, @id, $l-close)"/></i>
						<xsl:text> </xsl:text>
						<xsl:value-of select="."/>
					</p>
				</xsl:for-each>
			</dd>
			<xsl:if test="@file != ''">
				<dt><xsl:value-of select="$l-place"/></dt><dd><xsl:call-template name="place"/></dd>
			</xsl:if>
			<dt><xsl:value-of select="$l-id"/></dt>
			<dd>
				<code><xsl:value-of select="@id"/></code>
				<xsl:text> </xsl:text>
				<xsl:choose>
					<xsl:when test="@status = 'open'"><xsl:value-of select="$status-open"/></xsl:when>
					<xsl:otherwise>
						<xsl:call-template name="say"><xsl:with-param name="id" select="concat('status-', @status)"/></xsl:call-template>
					</xsl:otherwise>
				</xsl:choose>
			</dd>
		</dl>
	</xsl:template>

	<xsl:template name="place">
		<xsl:choose>
			<xsl:when test="@line">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'place-line'"/>
					<xsl:with-param name="a" select="@file"/>
					<xsl:with-param name="b" select="@line"/>
				</xsl:call-template>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="@file"/></xsl:otherwise>
		</xsl:choose>
		<xsl:if test="@record != ''">
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'place-record'"/>
				<xsl:with-param name="a" select="@record"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="page-list">
		<p>
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'pages-intro'"/>
				<xsl:with-param name="a" select="sum($parts/@findings)"/>
				<xsl:with-param name="b" select="count($parts)"/>
				<xsl:with-param name="c" select="substring-before(substring-after($pages-path, './'), '/')"/>
			</xsl:call-template>
		</p>
		<div class="scroll">
			<table>
				<xsl:call-template name="caption"><xsl:with-param name="id" select="'t-pages'"/></xsl:call-template>
				<thead><tr>
					<xsl:call-template name="columns"><xsl:with-param name="ids" select="'col-page col-village #col-range #col-findings '"/></xsl:call-template>
				</tr></thead>
				<tbody>
					<xsl:for-each select="$parts">
						<tr>
							<td><a href="{$pages-path}{format-number(@number, '0000')}.html"><xsl:value-of select="@number"/></a></td>
							<th scope="row"><a href="{$pages-path}{format-number(@number, '0000')}.html"><xsl:call-template name="part-village"/></a></th>
							<td class="n">
								<xsl:call-template name="say">
									<xsl:with-param name="id" select="'range'"/>
									<xsl:with-param name="a" select="@from"/>
									<xsl:with-param name="b" select="@to"/>
								</xsl:call-template>
							</td>
							<td class="n"><xsl:value-of select="@findings"/></td>
						</tr>
					</xsl:for-each>
				</tbody>
			</table>
		</div>
	</xsl:template>

	<xsl:template name="part-village">
		<xsl:choose>
			<xsl:when test="@village-name != ''"><xsl:value-of select="@village-name"/></xsl:when>
			<xsl:when test="@village != ''"><xsl:value-of select="@village"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="say"><xsl:with-param name="id" select="'row-whole'"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
