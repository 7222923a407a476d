<?xml version="1.0" encoding="UTF-8"?>
<!--
  The blank list of everything that is checked, clause by clause; a check
  stands with the first clause that it serves.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="word.xsl"/>

	<xsl:key name="checks-of" match="/h:result/h:checks/h:check" use="substring-before(concat(@clause, ' '), ' ')"/>

	<xsl:template name="title">
		<xsl:value-of select="h:say($lang, 'l-title', $result/@year)"/>
	</xsl:template>

	<xsl:template name="text">
		<xsl:call-template name="p">
			<xsl:with-param name="style" select="'DocumentTitle'"/>
			<xsl:with-param name="text"><xsl:call-template name="title"/></xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'l-intro'"/>
			<xsl:with-param name="a" select="$result/h:plan/h:title"/>
			<xsl:with-param name="b" select="count($all)"/>
		</xsl:call-template>
		<xsl:call-template name="left-out-p"/>
		<xsl:for-each select="$result/h:clauses/h:clause[key('checks-of', @id)]">
			<!-- The signatures end the last table: they must not stand on a page
			     of their own. -->
			<xsl:variable name="signed" select="position() = last()"/>
			<xsl:call-template name="p">
				<xsl:with-param name="style" select="'Heading2'"/>
				<xsl:with-param name="text"><xsl:call-template name="cite"><xsl:with-param name="ids" select="@id"/></xsl:call-template></xsl:with-param>
			</xsl:call-template>
			<xsl:call-template name="p"><xsl:with-param name="style" select="'ClauseText'"/><xsl:with-param name="text" select="."/></xsl:call-template>
			<w:tbl>
				<xsl:call-template name="table-head"><xsl:with-param name="name" select="'checklist'"/></xsl:call-template>
				<xsl:for-each select="key('checks-of', @id)">
					<xsl:variable name="keep" select="(position() &lt; last() or $signed) and (last() &lt;= 6 or position() = 1 or position() &gt;= last() - 1)"/>
					<w:tr>
						<xsl:call-template name="whole-row"/>
						<xsl:call-template name="cell"><xsl:with-param name="text" select="@id"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="text" select="h:title"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
						<xsl:call-template name="cell"><xsl:with-param name="text" select="h:expected"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
						<w:tc>
							<xsl:call-template name="say-p"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="id" select="'l-yes'"/></xsl:call-template>
							<xsl:call-template name="say-p"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="id" select="'l-no'"/></xsl:call-template>
						</w:tc>
						<xsl:call-template name="cell"/>
					</w:tr>
				</xsl:for-each>
				<xsl:if test="$signed">
					<w:tr>
						<w:trPr><w:cantSplit/><w:trHeight w:val="900"/></w:trPr>
						<w:tc>
							<w:tcPr><w:gridSpan w:val="5"/><w:vAlign w:val="center"/></w:tcPr>
							<xsl:call-template name="say-p"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="id" select="'l-signers'"/></xsl:call-template>
						</w:tc>
					</w:tr>
				</xsl:if>
			</w:tbl>
			<xsl:call-template name="table-end"/>
		</xsl:for-each>
	</xsl:template>
</xsl:stylesheet>
