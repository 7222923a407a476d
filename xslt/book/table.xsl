<?xml version="1.0" encoding="UTF-8"?>
<!--
  The tables of ../tables.xml in a workbook: the widths of columns, the row of
  heads and the cells of a row; each are the nodes that a column stands for.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" xmlns="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="../tables.xsl"/>

	<xsl:template name="widths">
		<xsl:param name="columns"/>
		<xsl:param name="each" select="/.."/>
		<xsl:for-each select="$columns">
			<xsl:variable name="chars" select="sum(@chars) + sum(@width[not(../@chars)]) div 100"/>
			<xsl:for-each select="self::*[not(@each)] | $each[current()/@each]">
				<column width="{$chars}"/>
			</xsl:for-each>
		</xsl:for-each>
	</xsl:template>

	<xsl:template name="head-row">
		<xsl:param name="columns"/>
		<xsl:param name="each" select="/.."/>
		<xsl:param name="height" select="24"/>
		<xsl:param name="place" select="$level"/>
		<row>
			<xsl:if test="$height != ''"><xsl:attribute name="height"><xsl:value-of select="$height"/></xsl:attribute></xsl:if>
			<xsl:for-each select="$columns">
				<xsl:for-each select="self::*[not(@each)] | $each[current()/@each]">
					<cell style="head">
						<xsl:choose>
							<xsl:when test="@title"><xsl:call-template name="column-title"><xsl:with-param name="place" select="$place"/></xsl:call-template></xsl:when>
							<xsl:otherwise><xsl:value-of select="h:title"/></xsl:otherwise>
						</xsl:choose>
					</cell>
				</xsl:for-each>
			</xsl:for-each>
		</row>
	</xsl:template>

	<!-- The cells of a row. All of a row are made at once, each by the template of
	     its kind: a workbook may have a hundred thousand rows. -->
	<xsl:template name="cells">
		<xsl:param name="columns"/>
		<xsl:param name="each" select="/.."/>
		<xsl:param name="part"/>
		<xsl:param name="n" select="position()"/>
		<xsl:choose>
			<xsl:when test="$part = ''">
				<xsl:apply-templates select="$columns" mode="book">
					<xsl:with-param name="row" select="."/>
					<xsl:with-param name="each" select="$each"/>
					<xsl:with-param name="n" select="$n"/>
				</xsl:apply-templates>
			</xsl:when>
			<xsl:otherwise>
				<xsl:apply-templates select="$columns" mode="sum">
					<xsl:with-param name="row" select="."/>
					<xsl:with-param name="each" select="$each"/>
					<xsl:with-param name="part" select="$part"/>
				</xsl:apply-templates>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:column" mode="book">
		<xsl:param name="row"/>
		<cell><xsl:copy-of select="@style | @type"/><xsl:value-of select="h:at($row, @id)"/></cell>
	</xsl:template>

	<xsl:template match="h:position" mode="book">
		<xsl:param name="n"/>
		<cell><xsl:copy-of select="@style | @type"/><xsl:value-of select="$n"/></cell>
	</xsl:template>

	<!-- A figure is a number, or a word where it is not told. -->
	<xsl:template match="h:made" mode="book">
		<xsl:param name="row"/>
		<xsl:choose>
			<xsl:when test="@style = 'own'"><xsl:apply-templates select="$row" mode="cell"/></xsl:when>
			<xsl:when test="@style = 'figure'">
				<xsl:variable name="figure"><xsl:apply-templates select="$row" mode="value"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></xsl:variable>
				<cell style="mid">
					<xsl:if test="number($figure) = number($figure)"><xsl:attribute name="type">number</xsl:attribute></xsl:if>
					<xsl:value-of select="$figure"/>
				</cell>
			</xsl:when>
			<xsl:otherwise><cell><xsl:copy-of select="@style | @type"/><xsl:apply-templates select="$row" mode="value"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></cell></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:own" mode="book">
		<xsl:param name="row"/>
		<xsl:param name="each"/>
		<xsl:apply-templates select="$row" mode="cell">
			<xsl:with-param name="column" select="string(@id)"/>
			<xsl:with-param name="each" select="$each"/>
		</xsl:apply-templates>
	</xsl:template>

	<!-- What belongs to no village, and all together. -->
	<xsl:template match="*" mode="sum">
		<xsl:param name="row"/>
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:choose>
			<xsl:when test="$part = 'whole' and not(@whole)"><cell style="mid"/></xsl:when>
			<xsl:when test="self::h:own">
				<xsl:apply-templates select="$row" mode="cell">
					<xsl:with-param name="column" select="string(@id)"/>
					<xsl:with-param name="each" select="$each"/>
					<xsl:with-param name="part" select="$part"/>
				</xsl:apply-templates>
			</xsl:when>
			<xsl:otherwise>
				<cell>
					<xsl:copy-of select="@style | @type"/>
					<xsl:if test="$part = 'total'"><xsl:attribute name="style">total</xsl:attribute></xsl:if>
					<xsl:call-template name="value"><xsl:with-param name="row" select="$row"/><xsl:with-param name="part" select="$part"/></xsl:call-template>
				</cell>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
