<?xml version="1.0" encoding="UTF-8"?>
<!--
  The acceptance report as a document: the households that exit, by the
  subjects of the plan, and household by household in the annex.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="word.xsl"/>

	<xsl:variable name="subjects" select="$acceptance/h:subject"/>
	<xsl:variable name="exits" select="$acceptance/@exits"/>
	<!-- All exits or, where these are many, the first that are not met. -->
	<xsl:variable name="listed" select="$acceptance/h:household[@listed = 'true']"/>
	<xsl:variable name="verdict" select="$acceptance/@verdict"/>

	<xsl:template name="title">
		<xsl:call-template name="title-of"><xsl:with-param name="id" select="'a-title'"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="text">
		<xsl:call-template name="opening"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'a-intro'"/>
			<xsl:with-param name="a" select="$result/h:plan/h:title"/>
			<xsl:with-param name="b" select="$result/@year"/>
			<xsl:with-param name="c"><xsl:call-template name="as-of"/></xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="work"/>
		<xsl:call-template name="results"/>
		<xsl:call-template name="obstacles"/>
		<xsl:call-template name="demands"/>
		<xsl:call-template name="conclusion"/>
		<xsl:call-template name="closing">
			<xsl:with-param name="annexes"><xsl:if test="$exits &gt; 0">a-annex </xsl:if></xsl:with-param>
			<xsl:with-param name="signers" select="'a-signers'"/>
		</xsl:call-template>
		<xsl:if test="$exits &gt; 0"><xsl:call-template name="annex"/></xsl:if>
		<xsl:call-template name="how-checked"/>
	</xsl:template>

	<xsl:template name="work">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'a-h-work'"/></xsl:call-template>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'a-h-organisation'"/></xsl:call-template>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'a-inspections'"/>
			<xsl:with-param name="zero" select="true()"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'acceptances']/@count"/>
			<xsl:with-param name="b" select="$figures/h:figure[@id = 'sampled']/@count"/>
		</xsl:call-template>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'a-h-standard'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'a-standard'"/>
			<xsl:with-param name="a">
				<xsl:for-each select="$subjects">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
					<xsl:value-of select="h:title"/>
				</xsl:for-each>
			</xsl:with-param>
			<xsl:with-param name="b"><xsl:call-template name="cite"><xsl:with-param name="ids" select="$subjects[1]/@clause"/></xsl:call-template></xsl:with-param>
			<xsl:with-param name="c"><xsl:call-template name="counting"/></xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'a-h-method'"/></xsl:call-template>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'a-training'"/>
			<xsl:with-param name="zero" select="true()"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'sessions']/@count"/>
			<xsl:with-param name="b" select="$figures/h:figure[@id = 'trained']/@count"/>
		</xsl:call-template>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id">a-data<xsl:if test="$totals/@unchecked &gt; 0 and $exits &gt; 0">-open</xsl:if></xsl:with-param>
			<xsl:with-param name="a" select="$exits"/>
			<xsl:with-param name="b" select="$totals/@checks"/>
			<xsl:with-param name="c" select="$totals/@unchecked"/>
		</xsl:call-template>
		<xsl:if test="$acceptance/@cleared &gt; 0">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-cleared'"/><xsl:with-param name="a" select="$acceptance/@cleared"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'a-visits'"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'sampled']/@count"/>
			<xsl:with-param name="b" select="$acceptance/@inspected"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="results">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'a-h-results'"/></xsl:call-template>
		<xsl:for-each select="$subjects">
			<xsl:call-template name="subject">
				<xsl:with-param name="n" select="position()"/>
				<xsl:with-param name="title" select="h:title"/>
			</xsl:call-template>
			<xsl:choose>
				<xsl:when test="@error + @suspect + @notice = 0">
					<xsl:call-template name="say-p">
						<xsl:with-param name="id">
							<xsl:choose>
								<xsl:when test="$exits = 0">a-no-problem-none</xsl:when>
								<xsl:when test="@unchecked &gt; 0 and @unchecked = @checks">a-not-checked</xsl:when>
								<xsl:when test="@unchecked &gt; 0">a-no-problem-so-far</xsl:when>
								<xsl:when test="@waiting &gt; 0">a-waiting</xsl:when>
								<xsl:otherwise>a-no-problem</xsl:otherwise>
							</xsl:choose>
						</xsl:with-param>
						<xsl:with-param name="a"><xsl:choose>
							<xsl:when test="@unchecked &gt; 0"><xsl:value-of select="@unchecked"/></xsl:when>
							<xsl:otherwise><xsl:value-of select="@waiting"/></xsl:otherwise>
						</xsl:choose></xsl:with-param>
					</xsl:call-template>
				</xsl:when>
				<xsl:otherwise>
					<xsl:call-template name="say-p">
						<xsl:with-param name="id" select="'a-found'"/>
						<xsl:with-param name="a"><xsl:call-template name="severities">
							<xsl:with-param name="errors" select="@error"/>
							<xsl:with-param name="households" select="@households"/>
							<xsl:with-param name="suspects" select="@suspect"/>
							<xsl:with-param name="notices" select="@notice"/>
						</xsl:call-template></xsl:with-param>
						<xsl:with-param name="b">
							<xsl:for-each select="h:check[position() &lt;= 5]">
								<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'semicolon')"/></xsl:if>
								<xsl:value-of select="h:say($lang, 'a-check', key('check', @id)/h:title, @error + @suspect + @notice)"/>
							</xsl:for-each>
							<xsl:if test="count(h:check) &gt; 5"><xsl:value-of select="h:say($lang, 'd-and-more')"/></xsl:if>
						</xsl:with-param>
					</xsl:call-template>
					<xsl:if test="@unchecked &gt; 0">
						<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-also-open'"/><xsl:with-param name="a" select="@unchecked"/></xsl:call-template>
					</xsl:if>
				</xsl:otherwise>
			</xsl:choose>
		</xsl:for-each>
		<xsl:if test="$exits &gt; 0">
			<xsl:call-template name="subject">
				<xsl:with-param name="n" select="count($subjects) + 1"/>
				<xsl:with-param name="title"><xsl:value-of select="h:say($lang, 'a-by-village', $place, $places)"/></xsl:with-param>
			</xsl:call-template>
			<xsl:call-template name="lines-told-p"/>
			<xsl:call-template name="table"><xsl:with-param name="name" select="'exits'"/><xsl:with-param name="rows" select="$lines[@exits]"/><xsl:with-param name="keep" select="true()"/><xsl:with-param name="total" select="$acceptance"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- A heading below the second, however many there are. -->
	<xsl:template name="subject">
		<xsl:param name="n"/>
		<xsl:param name="title"/>
		<xsl:variable name="numerals"><xsl:value-of select="h:say($lang, 'numerals')"/></xsl:variable>
		<xsl:variable name="numeral" select="translate(substring($numerals, $n, 1), ' ', '')"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'Heading2'"/>
			<xsl:with-param name="id" select="'a-subject'"/>
			<xsl:with-param name="a">
				<xsl:value-of select="$numeral"/>
				<xsl:if test="$numeral = ''"><xsl:value-of select="$n"/></xsl:if>
			</xsl:with-param>
			<xsl:with-param name="b" select="$title"/>
		</xsl:call-template>
	</xsl:template>

	<!-- What stands in the way. -->
	<xsl:template name="obstacles">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'a-h-obstacles'"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="$exits = 0">
				<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-no-obstacle-none'"/></xsl:call-template>
				<xsl:call-template name="left-out-p"/>
			</xsl:when>
			<xsl:when test="$verdict = 'met' and $acceptance/@unseen = 0 and $acceptance/@unknown = 0">
				<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-no-obstacle'"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise>
				<xsl:if test="$acceptance/@not-met &gt; 0">
					<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-obstacle'"/><xsl:with-param name="a" select="$acceptance/@not-met"/></xsl:call-template>
				</xsl:if>
				<xsl:call-template name="exit-problems"/>
				<xsl:for-each select="$acceptance/@unknown[. &gt; 0] | $acceptance/@unseen[. &gt; 0] | $acceptance/@pending[. &gt; 0]">
					<xsl:call-template name="say-p"><xsl:with-param name="id" select="concat('a-obstacle-', name())"/><xsl:with-param name="a" select="."/></xsl:call-template>
				</xsl:for-each>
				<xsl:call-template name="no-answer"/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Checks by what they found on exits, the first ten as numbered lines. A check
	     may be of two subjects, by its steps. -->
	<xsl:template name="exit-problems">
		<xsl:variable name="these" select="$subjects/h:check[@error &gt; 0]"/>
		<xsl:for-each select="$these[not(@id = preceding::h:check[parent::h:subject][@error &gt; 0]/@id)]">
			<xsl:sort select="sum($these[@id = current()/@id]/@error)" data-type="number" order="descending"/>
			<xsl:if test="position() &lt;= 10">
				<xsl:call-template name="say-p">
					<xsl:with-param name="style" select="'ListText'"/>
					<xsl:with-param name="id" select="'d-problem'"/>
					<xsl:with-param name="a" select="position()"/>
					<xsl:with-param name="b" select="key('check', @id)/h:title"/>
					<xsl:with-param name="c">
						<xsl:call-template name="say">
							<xsl:with-param name="id">d-places-<xsl:choose><xsl:when test="@households &gt; 0">households</xsl:when><xsl:otherwise>of</xsl:otherwise></xsl:choose></xsl:with-param>
							<xsl:with-param name="a" select="sum($these[@id = current()/@id]/@error)"/>
							<xsl:with-param name="b" select="@households"/>
						</xsl:call-template>
					</xsl:with-param>
					<xsl:with-param name="d"><xsl:value-of select="h:say($lang, 'severity-error')"/></xsl:with-param>
					<xsl:with-param name="e"><xsl:call-template name="cite"><xsl:with-param name="ids" select="key('check', @id)/@clause"/></xsl:call-template></xsl:with-param>
				</xsl:call-template>
			</xsl:if>
		</xsl:for-each>
		<xsl:variable name="more" select="count($these[not(@id = preceding::h:check[parent::h:subject][@error &gt; 0]/@id)]) - 10"/>
		<xsl:if test="$more &gt; 0">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-more-problems'"/><xsl:with-param name="a" select="$more"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="demands">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'a-h-demands'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id">
				<xsl:text>a-demands</xsl:text>
				<xsl:if test="$verdict = 'met' or $verdict = 'none'">-none</xsl:if>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="conclusion">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'a-h-conclusion'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'LastText'"/>
			<xsl:with-param name="id" select="concat('a-verdict-', $verdict)"/>
			<xsl:with-param name="a" select="$result/@year"/>
			<xsl:with-param name="b" select="$exits"/>
			<xsl:with-param name="c"><xsl:call-template name="exits-told"/></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- The annex has a section of its own, on pages that lie, where there is a table. -->

	<xsl:template name="last-section">
		<xsl:choose>
			<xsl:when test="$listed"><xsl:call-template name="lying"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="upright"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="annex">
		<xsl:if test="$listed">
			<w:p><w:pPr><w:pStyle w:val="SmallText"/><xsl:call-template name="upright"/></w:pPr></w:p>
		</xsl:if>
		<w:p>
			<w:pPr><w:pStyle w:val="AnnexMark"/><xsl:if test="$listed"><w:pageBreakBefore w:val="0"/></xsl:if></w:pPr>
			<w:r><w:t><xsl:value-of select="h:say($lang, 'a-annex-mark')"/></w:t></w:r>
		</w:p>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'AnnexTitle'"/>
			<xsl:with-param name="id" select="'a-annex-title'"/>
		</xsl:call-template>
		<xsl:if test="count($listed) &lt; $exits">
			<xsl:variable name="refused" select="$exits - $acceptance/@met"/>
			<xsl:call-template name="say-p">
				<xsl:with-param name="id">
					<xsl:text>a-annex</xsl:text>
					<xsl:choose>
						<xsl:when test="$refused = 0">-none</xsl:when>
						<xsl:when test="$refused &gt; count($listed)">-first</xsl:when>
						<xsl:otherwise>-long</xsl:otherwise>
					</xsl:choose>
				</xsl:with-param>
				<xsl:with-param name="a" select="$exits"/>
				<xsl:with-param name="b" select="$refused"/>
				<xsl:with-param name="c" select="count($listed)"/>
			</xsl:call-template>
		</xsl:if>
		<xsl:choose>
			<xsl:when test="$listed"><xsl:call-template name="table"><xsl:with-param name="name" select="'exit'"/><xsl:with-param name="rows" select="$listed"/></xsl:call-template></xsl:when>
			<xsl:otherwise><xsl:call-template name="table-end"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- 11.10. -->
	<xsl:template name="exit-day">
		<xsl:param name="iso"/>
		<xsl:if test="$iso != ''"><xsl:value-of select="concat(number(substring($iso, 6, 2)), '.', number(substring($iso, 9, 2)))"/></xsl:if>
	</xsl:template>
	<xsl:template name="exit-end"><xsl:call-template name="exit-day"><xsl:with-param name="iso" select="@to"/></xsl:call-template></xsl:template>
</xsl:stylesheet>
