<?xml version="1.0" encoding="UTF-8"?>
<!--
  The problems as Markdown, by village.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="text.xsl"/>

	<xsl:template name="begin">
		<xsl:text># </xsl:text>
		<xsl:call-template name="say"><xsl:with-param name="id" select="'book-title'"/><xsl:with-param name="a"><xsl:call-template name="street"/></xsl:with-param><xsl:with-param name="b" select="$result/@year"/></xsl:call-template>
		<xsl:text>&#10;&#10;</xsl:text>
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="concat('verdict-', $result/@verdict)"/>
			<xsl:with-param name="a"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:with-param>
			<xsl:with-param name="b"><xsl:call-template name="street"/></xsl:with-param>
			<xsl:with-param name="c" select="$result/@year"/>
		</xsl:call-template>
		<xsl:text>&#10;&#10;| </xsl:text><xsl:value-of select="h:say($lang, 'severity-error')"/>
		<xsl:text> | </xsl:text><xsl:value-of select="h:say($lang, 'severity-suspect')"/>
		<xsl:text> | </xsl:text><xsl:value-of select="h:say($lang, 'severity-notice')"/>
		<xsl:text> | </xsl:text><xsl:value-of select="h:say($lang, 'col-faulty')"/>
		<xsl:text> | </xsl:text><xsl:value-of select="h:say($lang, concat('col-clean', $so-far))"/>
		<xsl:text> |&#10;|---:|---:|---:|---:|---:|&#10;</xsl:text>
		<xsl:value-of select="concat('| ', $totals/@errors, ' | ', $totals/@suspects, ' | ', $totals/@notices, ' | ', $totals/@faulty, ' | ', $totals/@clean, ' |', $line-feed)"/>
	</xsl:template>

	<xsl:template match="h:finding">
		<xsl:variable name="last" select="../preceding-sibling::h:part[@findings &gt; 0][1]"/>
		<xsl:if test="not(preceding-sibling::h:finding[1]) and (not($last) or string($last/@village) != string(@village))">
			<xsl:text>&#10;## </xsl:text>
			<xsl:choose>
				<xsl:when test="@village-name != ''"><xsl:call-template name="plain"><xsl:with-param name="text" select="@village-name"/></xsl:call-template></xsl:when>
				<xsl:when test="@village != ''"><xsl:value-of select="@village"/></xsl:when>
				<xsl:otherwise><xsl:value-of select="h:say($lang, 'row-whole')"/></xsl:otherwise>
			</xsl:choose>
			<xsl:text>&#10;&#10;</xsl:text>
		</xsl:if>
		<xsl:text>- **</xsl:text><xsl:value-of select="@check"/><xsl:text>** </xsl:text>
		<xsl:call-template name="word"><xsl:with-param name="id" select="concat('severity-', @severity)"/><xsl:with-param name="code" select="@severity"/></xsl:call-template>
		<xsl:if test="@household != ''">
			<xsl:text> </xsl:text><xsl:call-template name="plain"><xsl:with-param name="text" select="concat(@household, ' ', @head)"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="@name != '' and @name != @head"><xsl:text> </xsl:text><xsl:call-template name="plain"><xsl:with-param name="text" select="@name"/></xsl:call-template></xsl:if>
		<xsl:text> — </xsl:text>
		<xsl:call-template name="plain"><xsl:with-param name="text" select="h:message"/></xsl:call-template>
		<xsl:text> (</xsl:text><xsl:call-template name="cite"><xsl:with-param name="ids" select="key('check', @check)/@clause"/></xsl:call-template><xsl:text>; </xsl:text>
		<xsl:call-template name="plain"><xsl:with-param name="text" select="@file"/></xsl:call-template>
		<xsl:if test="@line"><xsl:value-of select="concat(':', @line)"/></xsl:if>
		<xsl:text>)&#10;</xsl:text>
	</xsl:template>

	<!-- Checks that did not answer, or whose answer hangs on the counting of days. -->
	<xsl:template name="end">
		<xsl:variable name="these" select="$result/h:checks/h:check[h:reason or h:reading]"/>
		<xsl:variable name="changes" select="$result/h:changes/h:change"/>
		<xsl:if test="$these or $changes">
			<xsl:text>&#10;## </xsl:text>
			<xsl:value-of select="h:say($lang, 'md-checks')"/>
			<xsl:text>&#10;&#10;</xsl:text>
		</xsl:if>
		<xsl:for-each select="$changes">
			<xsl:text>- </xsl:text>
			<xsl:call-template name="plain"><xsl:with-param name="text"><xsl:call-template name="change-told"/></xsl:with-param></xsl:call-template>
			<xsl:text>&#10;</xsl:text>
		</xsl:for-each>
		<xsl:for-each select="$these">
			<xsl:value-of select="concat('- ', @id, ' ')"/>
			<xsl:call-template name="plain"><xsl:with-param name="text" select="h:title"/></xsl:call-template>
			<xsl:text> — </xsl:text>
			<xsl:call-template name="answer"/>
			<xsl:value-of select="h:say($lang, 'semicolon')"/>
			<xsl:call-template name="plain"><xsl:with-param name="text"><xsl:call-template name="answer-notes"/></xsl:with-param></xsl:call-template>
			<xsl:text>&#10;</xsl:text>
		</xsl:for-each>
	</xsl:template>

	<!-- Nothing in a text is markup. -->
	<xsl:template name="plain">
		<xsl:param name="text"/>
		<xsl:call-template name="escape">
			<xsl:with-param name="text" select="translate($text, '&#10;&#13;&#9;', '   ')"/>
			<xsl:with-param name="signs" select="'\`*_[]|#&lt;&gt;&amp;'"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="escape">
		<xsl:param name="text"/>
		<xsl:param name="signs"/>
		<xsl:choose>
			<xsl:when test="translate($text, $signs, '') = $text"><xsl:value-of select="$text"/></xsl:when>
			<xsl:otherwise>
				<xsl:variable name="sign" select="substring($signs, 1, 1)"/>
				<xsl:call-template name="escape">
					<xsl:with-param name="text" select="h:replace($text, $sign, concat('\', $sign))"/>
					<xsl:with-param name="signs" select="substring($signs, 2)"/>
				</xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
