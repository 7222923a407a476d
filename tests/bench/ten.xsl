<?xml version="1.0" encoding="UTF-8"?>
<!--
  Ten of the checks over a register as a Schematron processor would make them:
  a tree of the document, a template for each kind of node, its tests. Only to
  be timed.
-->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:output method="text"/>
	<xsl:key name="number" match="h:member[@number != '']" use="@number"/>
	<xsl:key name="household" match="h:household" use="@id"/>
	<xsl:key name="account" match="h:household[@account != '']" use="@account"/>

	<xsl:template match="/"><xsl:apply-templates select="//h:household | //h:member"/></xsl:template>

	<xsl:template name="fault">
		<xsl:param name="check"/>
		<xsl:value-of select="concat($check, ' ', ancestor-or-self::h:household/@id, ' ', @id, '&#10;')"/>
	</xsl:template>

	<xsl:template match="h:household">
		<xsl:if test="count(key('household', @id)) &gt; 1"><xsl:call-template name="fault"><xsl:with-param name="check" select="'DUP-07'"/></xsl:call-template></xsl:if>
		<xsl:if test="count(key('account', @account)) &gt; 1"><xsl:call-template name="fault"><xsl:with-param name="check" select="'DUP-09'"/></xsl:call-template></xsl:if>
		<xsl:if test="not(h:member[@relation = '01'])"><xsl:call-template name="fault"><xsl:with-param name="check" select="'HH-01'"/></xsl:call-template></xsl:if>
		<xsl:if test="count(h:member[@relation = '01']) &gt; 1"><xsl:call-template name="fault"><xsl:with-param name="check" select="'HH-02'"/></xsl:call-template></xsl:if>
		<xsl:if test="@size != count(h:member[not(@state = 'removed')])"><xsl:call-template name="fault"><xsl:with-param name="check" select="'HH-07'"/></xsl:call-template></xsl:if>
		<xsl:if test="not(@main-cause != '')"><xsl:call-template name="fault"><xsl:with-param name="check" select="'CAU-01'"/></xsl:call-template></xsl:if>
		<xsl:if test="h:income and abs(number(h:income/@wage-income) + number(h:income/@business-income) + number(h:income/@property-income) + number(h:income/@transfer-income) - number(h:income/@total-income)) &gt; 0.01"><xsl:call-template name="fault"><xsl:with-param name="check" select="'INC-01'"/></xsl:call-template></xsl:if>
	</xsl:template>

	<xsl:template match="h:member">
		<xsl:if test="not(matches(@number, '^([0-9]{15}|[0-9]{17}[0-9X]([0-9]{2}([0-9A-Z]{2})?)?)$'))"><xsl:call-template name="fault"><xsl:with-param name="check" select="'ID-02'"/></xsl:call-template></xsl:if>
		<xsl:if test="string-length(@number) = 18 and (number(substring(@number, 17, 1)) mod 2 = 1) != (@sex = '1')"><xsl:call-template name="fault"><xsl:with-param name="check" select="'ID-05'"/></xsl:call-template></xsl:if>
		<xsl:if test="count(key('number', @number)) &gt; 1"><xsl:call-template name="fault"><xsl:with-param name="check" select="'DUP-03'"/></xsl:call-template></xsl:if>
	</xsl:template>
</xsl:stylesheet>
