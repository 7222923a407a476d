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
	<xsl:variable name="verdict">
		<xsl:choose>
			<xsl:when test="not($subjects) or $exits = 0">none</xsl:when>
			<xsl:when test="sum($subjects/@error) &gt; 0 or $acceptance/@not-met &gt; 0">not-met</xsl:when>
			<xsl:when test="$acceptance/@unknown &gt; 0 or $unable">unknown</xsl:when>
			<xsl:when test="$acceptance/@pending &gt; 0">pending</xsl:when>
			<xsl:otherwise>met</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>

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
					<xsl:if test="position() &gt; 1"><xsl:call-template name="say"><xsl:with-param name="id" select="'comma'"/></xsl:call-template></xsl:if>
					<xsl:value-of select="h:title"/>
				</xsl:for-each>
			</xsl:with-param>
			<xsl:with-param name="b" select="$subjects[1]/@clause"/>
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
			<xsl:with-param name="id" select="'a-data'"/>
			<xsl:with-param name="a" select="$exits"/>
			<xsl:with-param name="b" select="$totals/@checks"/>
		</xsl:call-template>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'a-visits'"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'sampled']/@count"/>
		</xsl:call-template>
	</xsl:template>

	<!-- Checks that gave no answer, whatever the reason. -->
	<xsl:variable name="untold" select="count($unable) + $answers/@pending"/>

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
							<xsl:text>a-no-problem</xsl:text>
							<xsl:choose>
								<xsl:when test="$exits = 0">-none</xsl:when>
								<xsl:when test="$untold &gt; 0">-so-far</xsl:when>
							</xsl:choose>
						</xsl:with-param>
						<xsl:with-param name="a" select="$untold"/>
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
								<xsl:if test="position() &gt; 1"><xsl:call-template name="say"><xsl:with-param name="id" select="'semicolon'"/></xsl:call-template></xsl:if>
								<xsl:call-template name="say">
									<xsl:with-param name="id" select="'a-check'"/>
									<xsl:with-param name="a" select="key('check', @id)/h:title"/>
									<xsl:with-param name="b" select="@error + @suspect + @notice"/>
								</xsl:call-template>
							</xsl:for-each>
							<xsl:if test="count(h:check) &gt; 5"><xsl:call-template name="say"><xsl:with-param name="id" select="'d-and-more'"/></xsl:call-template></xsl:if>
						</xsl:with-param>
					</xsl:call-template>
				</xsl:otherwise>
			</xsl:choose>
		</xsl:for-each>
		<xsl:if test="$exits &gt; 0">
			<xsl:call-template name="subject">
				<xsl:with-param name="n" select="count($subjects) + 1"/>
				<xsl:with-param name="title"><xsl:call-template name="say"><xsl:with-param name="id" select="'a-by-village'"/><xsl:with-param name="a" select="$place"/><xsl:with-param name="b" select="$places"/></xsl:call-template></xsl:with-param>
			</xsl:call-template>
			<xsl:call-template name="lines-told-p"/>
			<xsl:call-template name="table-title"><xsl:with-param name="id" select="'a-t-villages'"/></xsl:call-template>
			<w:tbl>
				<xsl:call-template name="table-head">
					<xsl:with-param name="widths" select="'2845 1200 1200 1200 1200 1200 '"/>
					<xsl:with-param name="ids" select="concat('col-', $level, ' a-exits a-met a-not-met a-pending a-unknown ')"/>
				</xsl:call-template>
				<xsl:for-each select="$lines[@exits]">
					<xsl:call-template name="line-row">
						<xsl:with-param name="keep" select="last() &lt; 20 or position() = 1 or position() = last()"/>
						<xsl:with-param name="name"><xsl:call-template name="line-name"/></xsl:with-param>
					</xsl:call-template>
				</xsl:for-each>
				<xsl:for-each select="$acceptance">
					<xsl:call-template name="line-row">
						<xsl:with-param name="name"><xsl:call-template name="say"><xsl:with-param name="id" select="$all-lines"/></xsl:call-template></xsl:with-param>
					</xsl:call-template>
				</xsl:for-each>
			</w:tbl>
			<xsl:call-template name="table-end"/>
		</xsl:if>
	</xsl:template>

	<!-- A heading below the second, however many there are. -->
	<xsl:template name="subject">
		<xsl:param name="n"/>
		<xsl:param name="title"/>
		<xsl:variable name="numerals"><xsl:call-template name="say"><xsl:with-param name="id" select="'numerals'"/></xsl:call-template></xsl:variable>
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

	<!-- A line's exits, or all: in all, and by what was said of them. -->
	<xsl:template name="line-row">
		<xsl:param name="name"/>
		<xsl:param name="keep" select="false()"/>
		<w:tr>
			<xsl:call-template name="whole-row"/>
			<xsl:call-template name="cell"><xsl:with-param name="text" select="$name"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@exits"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@met"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@not-met"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@pending"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
			<xsl:call-template name="number"><xsl:with-param name="n" select="@unknown"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template>
		</w:tr>
	</xsl:template>

	<!-- What stands in the way. -->
	<xsl:template name="obstacles">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'a-h-obstacles'"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="$exits = 0">
				<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-no-obstacle-none'"/></xsl:call-template>
				<xsl:call-template name="left-out-p"/>
			</xsl:when>
			<xsl:when test="sum($subjects/@error) = 0 and not($unable) and $answers/@pending = 0 and $rejected = 0">
				<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-no-obstacle'"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise>
				<xsl:if test="$acceptance/@not-met &gt; 0">
					<xsl:call-template name="say-p"><xsl:with-param name="id" select="'a-obstacle'"/><xsl:with-param name="a" select="$acceptance/@not-met"/></xsl:call-template>
				</xsl:if>
				<xsl:call-template name="main-problems">
					<xsl:with-param name="these" select="$all[@id = $subjects/h:check[@error &gt; 0]/@id]"/>
					<xsl:with-param name="first" select="10"/>
				</xsl:call-template>
				<xsl:call-template name="no-answer"/>
			</xsl:otherwise>
		</xsl:choose>
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
			<xsl:with-param name="c" select="$acceptance/@met"/>
			<xsl:with-param name="d" select="$acceptance/@not-met"/>
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
			<w:r><w:t><xsl:call-template name="say"><xsl:with-param name="id" select="'a-annex-mark'"/></xsl:call-template></w:t></w:r>
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
		<xsl:if test="$listed"><xsl:call-template name="annex-table"/></xsl:if>
		<xsl:call-template name="table-end"/>
	</xsl:template>

	<xsl:template name="annex-table">
		<w:tbl>
			<xsl:call-template name="table-head">
				<xsl:with-param name="width" select="12755"/>
				<xsl:with-param name="widths" select="'705 1900 1800 1200 1150 1700 1700 1000 700 900 '"/>
				<xsl:with-param name="ids" select="'d-no col-village d-household d-head a-appraised a-posted a-announced a-notified d-errors a-verdict '"/>
			</xsl:call-template>
			<xsl:for-each select="$listed">
				<w:tr>
					<xsl:call-template name="whole-row"/>
					<xsl:call-template name="cell"><xsl:with-param name="style" select="'SmallText'"/><xsl:with-param name="text" select="position()"/></xsl:call-template>
					<xsl:call-template name="cell"><xsl:with-param name="style" select="'SmallText'"/><xsl:with-param name="text" select="@village-name"/></xsl:call-template>
					<xsl:call-template name="cell"><xsl:with-param name="style" select="'SmallText'"/><xsl:with-param name="text" select="@id"/></xsl:call-template>
					<xsl:call-template name="cell"><xsl:with-param name="style" select="'SmallText'"/><xsl:with-param name="text" select="@head"/></xsl:call-template>
					<xsl:call-template name="days"><xsl:with-param name="from" select="@appraised"/></xsl:call-template>
					<xsl:call-template name="days"><xsl:with-param name="from" select="@posted-from"/><xsl:with-param name="to" select="@posted-to"/></xsl:call-template>
					<xsl:call-template name="days"><xsl:with-param name="from" select="@announced-from"/><xsl:with-param name="to" select="@announced-to"/></xsl:call-template>
					<xsl:call-template name="days"><xsl:with-param name="from" select="@notified"/></xsl:call-template>
					<xsl:call-template name="cell"><xsl:with-param name="style" select="'SmallText'"/><xsl:with-param name="text" select="@error"/></xsl:call-template>
					<xsl:call-template name="cell"><xsl:with-param name="style" select="'SmallText'"/><xsl:with-param name="text"><xsl:call-template name="say"><xsl:with-param name="id" select="concat('a-', @verdict)"/></xsl:call-template></xsl:with-param></xsl:call-template>
				</w:tr>
			</xsl:for-each>
		</w:tbl>
	</xsl:template>

	<!-- 11.10 or 11.10—11.17; a dash where there is none. -->
	<xsl:template name="days">
		<xsl:param name="from"/>
		<xsl:param name="to"/>
		<xsl:call-template name="cell">
			<xsl:with-param name="style" select="'SmallText'"/>
			<xsl:with-param name="text">
				<xsl:choose>
					<xsl:when test="not($from)">—</xsl:when>
					<xsl:otherwise>
						<xsl:value-of select="concat(number(substring($from, 6, 2)), '.', number(substring($from, 9, 2)))"/>
						<xsl:if test="$to"><xsl:value-of select="concat('—', number(substring($to, 6, 2)), '.', number(substring($to, 9, 2)))"/></xsl:if>
					</xsl:otherwise>
				</xsl:choose>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>
</xsl:stylesheet>
