<?xml version="1.0" encoding="UTF-8"?>
<!--
  The evaluation report as a document that is signed.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="word.xsl"/>
	<xsl:include href="../evaluation.xsl"/>

	<xsl:template name="title"><xsl:call-template name="title-of"><xsl:with-param name="id" select="'e-title'"/></xsl:call-template></xsl:template>

	<xsl:template name="text">
		<xsl:call-template name="opening"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'e-intro'"/>
			<xsl:with-param name="a" select="$result/h:plan/h:title"/>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
		<xsl:call-template name="ev-method"/>
		<xsl:call-template name="ev-results"/>
		<xsl:call-template name="ev-faults"/>
		<xsl:call-template name="ev-agreement"/>
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'e-h-conclusion'"/></xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'LastText'"/><xsl:with-param name="text"><xsl:call-template name="ev-conclusion-text"/></xsl:with-param></xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'LastText'"/></xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'Attachment'"/></xsl:call-template>
		<xsl:call-template name="say-p"><xsl:with-param name="style" select="'Signature'"/><xsl:with-param name="id" select="'e-office'"/><xsl:with-param name="a"><xsl:value-of select="h:say($lang, 'd-signer-blank')"/></xsl:with-param></xsl:call-template>
		<xsl:call-template name="p">
			<xsl:with-param name="style" select="'Signature'"/>
			<xsl:with-param name="text"><xsl:call-template name="given">
				<xsl:with-param name="value"><xsl:call-template name="date"><xsl:with-param name="iso" select="$date"/></xsl:call-template></xsl:with-param>
				<xsl:with-param name="blank" select="'d-date-blank'"/>
			</xsl:call-template></xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'SignatureLine'"/></xsl:call-template>
		<xsl:call-template name="say-p"><xsl:with-param name="style" select="'SignatureLine'"/><xsl:with-param name="id" select="'e-signers'"/></xsl:call-template>
	</xsl:template>

	<!-- A line of small letters, such as a hash. -->
	<xsl:template name="ev-small"><xsl:param name="id"/><xsl:param name="a"/><xsl:call-template name="say-p"><xsl:with-param name="style" select="'TableText'"/><xsl:with-param name="id" select="$id"/><xsl:with-param name="a" select="$a"/></xsl:call-template></xsl:template>

	<xsl:template name="ev-h1"><xsl:param name="id"/><xsl:call-template name="h1"><xsl:with-param name="id" select="$id"/></xsl:call-template></xsl:template>
	<xsl:template name="ev-h2"><xsl:param name="id"/><xsl:call-template name="h2"><xsl:with-param name="id" select="$id"/></xsl:call-template></xsl:template>
	<xsl:template name="ev-p"><xsl:param name="text"/><xsl:call-template name="p"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:template>
	<xsl:template name="ev-table"><xsl:param name="name"/><xsl:param name="rows"/><xsl:call-template name="table"><xsl:with-param name="name" select="$name"/><xsl:with-param name="rows" select="$rows"/></xsl:call-template></xsl:template>
</xsl:stylesheet>
