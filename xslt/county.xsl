<?xml version="1.0" encoding="UTF-8"?>
<!--
  What page and workbook of the level above have in common.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="common.xsl"/>

	<xsl:variable name="result" select="/h:county"/>
	<xsl:variable name="totals" select="$result/h:totals"/>
	<xsl:variable name="order" select="$result/h:order"/>
	<xsl:variable name="title">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'c-title'"/>
			<xsl:with-param name="a">
				<xsl:choose>
					<xsl:when test="$order/@name"><xsl:value-of select="$order/@name"/></xsl:when>
					<xsl:otherwise><xsl:value-of select="h:say($lang, 'c-office')"/></xsl:otherwise>
				</xsl:choose>
			</xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:variable>

	<!-- Counts that the order hides: as in html/outward.xsl. A sum is left out
	     where a hidden count could be worked out from it; so are sums of
	     earlier days, each of which may differ by one street's. -->
	<xsl:variable name="small" select="number($order/@small-cell)"/>
	<xsl:template name="street-count">
		<xsl:param name="n"/>
		<xsl:choose>
			<xsl:when test="$n &gt; 0 and $n &lt; $small"><xsl:value-of select="concat('&lt;', $small)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="street-sum">
		<xsl:param name="name"/>
		<xsl:variable name="n" select="$totals/@*[name() = $name]"/>
		<xsl:variable name="hidden" select="$result/h:street[@*[name() = $name] &gt; 0 and @*[name() = $name] &lt; $small]"/>
		<xsl:variable name="m" select="count($hidden)"/>
		<xsl:variable name="all" select="sum($hidden/@*[name() = $name])"/>
		<xsl:choose>
			<xsl:when test="$n &gt;= $small and ($m = 1 or ($m &gt; 0 and ($all = $m or $all = $m * ($small - 1))))"><xsl:text>—</xsl:text></xsl:when>
			<xsl:otherwise><xsl:call-template name="street-count"><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="day-sum">
		<xsl:param name="n"/>
		<xsl:choose>
			<xsl:when test="$small &gt; 0"><xsl:text>—</xsl:text></xsl:when>
			<xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="small-note">
		<xsl:if test="$small &gt; 0"><xsl:value-of select="h:say($lang, 's-note-county', $small)"/></xsl:if>
	</xsl:template>

	<!-- What stands in the tables. -->
	<xsl:template match="h:street" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'verdict'"><xsl:call-template name="verdict-word"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="street-count"><xsl:with-param name="n" select="h:at(., $column)"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template match="h:day" mode="value">
		<xsl:param name="column"/>
		<xsl:call-template name="day-sum"><xsl:with-param name="n" select="h:at(., $column)"/></xsl:call-template>
	</xsl:template>

	<!-- One fact of a street, in a word. -->
	<xsl:template match="h:street/@*" mode="word">
		<xsl:variable name="id">
			<xsl:choose>
				<xsl:when test="name() = 'received' and ../@lack = 'contradiction'">c-contradiction</xsl:when>
				<xsl:when test="name() = 'received' and ../@lack = 'foreign'">c-foreign</xsl:when>
				<xsl:otherwise><xsl:value-of select="concat('c-', name(), '-', .)"/></xsl:otherwise>
			</xsl:choose>
		</xsl:variable>
		<xsl:choose>
			<xsl:when test="../@lack = 'missing' and . = 'open'">—</xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, string($id))"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="verdict-word">
		<xsl:choose>
			<xsl:when test="@verdict"><xsl:value-of select="h:say($lang, concat('c-verdict-', @verdict))"/></xsl:when>
			<xsl:otherwise>–</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="sums">
		<xsl:value-of select="h:say($lang, 'c-sums', $totals/@expected, $totals/@received)"/>
		<xsl:if test="$totals/@missing &gt; 0"><xsl:value-of select="h:say($lang, 'semicolon')"/><xsl:value-of select="h:say($lang, 'c-missing', $totals/@missing)"/></xsl:if>
		<xsl:if test="$totals/@contradictions &gt; 0"><xsl:value-of select="h:say($lang, 'semicolon')"/><xsl:value-of select="h:say($lang, 'c-contradictions', $totals/@contradictions)"/></xsl:if>
		<xsl:if test="$totals/@foreign &gt; 0"><xsl:value-of select="h:say($lang, 'semicolon')"/><xsl:value-of select="h:say($lang, 'c-foreigns', $totals/@foreign)"/></xsl:if>
		<xsl:value-of select="h:say($lang, 'semicolon')"/>
		<xsl:value-of select="h:say($lang, 'c-verdicts', $totals/@met, $totals/@not-met, $totals/@unknown)"/>
		<xsl:value-of select="h:say($lang, 'full-stop')"/>
	</xsl:template>

	<xsl:template name="counts">
		<xsl:call-template name="say"><xsl:with-param name="id" select="'c-counts'"/><xsl:with-param name="a"><xsl:call-template name="street-sum"><xsl:with-param name="name" select="'households'"/></xsl:call-template></xsl:with-param><xsl:with-param name="b"><xsl:call-template name="street-sum"><xsl:with-param name="name" select="'members'"/></xsl:call-template></xsl:with-param><xsl:with-param name="c"><xsl:call-template name="street-sum"><xsl:with-param name="name" select="'errors'"/></xsl:call-template></xsl:with-param><xsl:with-param name="d"><xsl:call-template name="street-sum"><xsl:with-param name="name" select="'suspects'"/></xsl:call-template></xsl:with-param></xsl:call-template>
		<xsl:value-of select="h:say($lang, 'full-stop')"/>
	</xsl:template>

	<xsl:template name="ordered">
		<xsl:if test="$order/@due or $order/@fresh or $order/@rules">
			<xsl:value-of select="h:say($lang, 'c-order')"/>
			<xsl:for-each select="$order/@due | $order/@fresh | $order/@rules">
				<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'semicolon')"/></xsl:if>
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="concat('c-order-', name())"/>
					<xsl:with-param name="a"><xsl:if test="name() != 'rules'"><xsl:call-template name="date"><xsl:with-param name="iso" select="."/></xsl:call-template></xsl:if></xsl:with-param>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:value-of select="h:say($lang, 'full-stop')"/>
		</xsl:if>
	</xsl:template>
</xsl:stylesheet>
