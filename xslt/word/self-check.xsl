<?xml version="1.0" encoding="UTF-8"?>
<!--
  The self-check report as a document, in the sections that offices write.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:include href="word.xsl"/>

	<xsl:variable name="failed" select="$all[@findings &gt; 0]"/>

	<xsl:template name="title">
		<xsl:call-template name="title-of"><xsl:with-param name="id" select="'report-title'"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="text">
		<xsl:call-template name="opening"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'d-intro'"/>
			<xsl:with-param name="a" select="$result/h:plan/h:title"/>
			<xsl:with-param name="b" select="$result/@year"/>
			<xsl:with-param name="c"><xsl:call-template name="as-of"/></xsl:with-param>
			<xsl:with-param name="d" select="$totals/@villages"/>
			<xsl:with-param name="e"><xsl:value-of select="h:say($lang, 'd-persons', $totals/@households, $totals/@members)"/></xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="organisation"/>
		<xsl:call-template name="standards"/>
		<xsl:call-template name="method"/>
		<xsl:call-template name="results"/>
		<xsl:call-template name="problems"/>
		<xsl:call-template name="rectification"/>
		<xsl:call-template name="conclusion"/>
		<xsl:call-template name="closing">
			<xsl:with-param name="annexes"><xsl:if test="$failed">d-annex-1 d-annex-2 </xsl:if></xsl:with-param>
			<xsl:with-param name="signers" select="'d-signers'"/>
		</xsl:call-template>
		<xsl:if test="$failed"><xsl:call-template name="annex"/></xsl:if>
		<xsl:call-template name="how-checked"/>
	</xsl:template>

	<xsl:template name="organisation">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-organisation'"/></xsl:call-template>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'d-training'"/>
			<xsl:with-param name="zero" select="true()"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'sessions']/@count"/>
			<xsl:with-param name="b" select="$figures/h:figure[@id = 'trained']/@count"/>
		</xsl:call-template>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'d-visits'"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'visits']/@count"/>
			<xsl:with-param name="b" select="$figures/h:figure[@id = 'visited']/@count"/>
			<xsl:with-param name="c" select="$figures/h:figure[@id = 'investigators']/@count"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="standards">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-standards'"/></xsl:call-template>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'d-h-standard'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'d-standard'"/>
			<xsl:with-param name="a" select="$result/h:plan/h:title"/>
			<xsl:with-param name="b" select="count($result/h:clauses/h:clause)"/>
			<xsl:with-param name="c" select="$totals/@checks"/>
			<xsl:with-param name="d"><xsl:call-template name="counting"/></xsl:with-param>
		</xsl:call-template>
		<xsl:if test="$all[h:reading]">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'readings'"/></xsl:call-template>
			<xsl:for-each select="$all[h:reading]">
				<xsl:call-template name="p"><xsl:with-param name="text"><xsl:call-template name="readings-of"/></xsl:with-param></xsl:call-template>
			</xsl:for-each>
		</xsl:if>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'d-h-procedure'"/></xsl:call-template>
		<xsl:call-template name="events"/>
		<xsl:for-each select="$result/h:timeline/h:procedure[@households &gt; 0]">
			<xsl:call-template name="say-p">
				<xsl:with-param name="id">d-procedure<xsl:if test="@unchecked">-unchecked</xsl:if></xsl:with-param>
				<xsl:with-param name="a"><xsl:call-template name="classes-told"/></xsl:with-param>
			</xsl:call-template>
			<xsl:if test="not(@unchecked)"><xsl:call-template name="table"><xsl:with-param name="name" select="'steps'"/><xsl:with-param name="rows" select="h:step"/><xsl:with-param name="of" select="h:title"/><xsl:with-param name="keep" select="true()"/></xsl:call-template></xsl:if>
		</xsl:for-each>
	</xsl:template>

	<!-- How often what was held; what never was, by name. -->
	<xsl:template name="events">
		<xsl:variable name="events" select="$figures/h:figure[@id = 'appraisals' or @id = 'postings' or @id = 'announcements']"/>
		<xsl:call-template name="p"><xsl:with-param name="text">
			<xsl:if test="$events[@count &gt; 0]">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'d-events'"/>
					<xsl:with-param name="a">
						<xsl:for-each select="$events[@count &gt; 0]">
							<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'd-then')"/></xsl:if>
							<xsl:value-of select="h:say($lang, concat('d-event-', @id), @count)"/>
						</xsl:for-each>
					</xsl:with-param>
				</xsl:call-template>
			</xsl:if>
			<xsl:if test="$events[@count = 0]">
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'d-events-none'"/>
					<xsl:with-param name="a">
						<xsl:for-each select="$events[@count = 0]">
							<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
							<xsl:value-of select="h:say($lang, concat('d-', @id))"/>
						</xsl:for-each>
					</xsl:with-param>
				</xsl:call-template>
			</xsl:if>
		</xsl:with-param></xsl:call-template>
	</xsl:template>

	<xsl:template name="method">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-method'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id">
				<xsl:text>d-documents</xsl:text>
				<xsl:if test="$rejected = 0">-all</xsl:if>
			</xsl:with-param>
			<xsl:with-param name="a" select="count($result/h:documents/h:document)"/>
			<xsl:with-param name="b" select="sum($result/h:documents/h:document/@records)"/>
			<xsl:with-param name="c" select="$rejected"/>
		</xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id">
				<xsl:text>d-checks</xsl:text>
				<xsl:if test="$answers/@pass + $answers/@fail + $answers/@not-applicable = $totals/@checks">-all</xsl:if>
			</xsl:with-param>
			<xsl:with-param name="a" select="$totals/@checks"/>
			<xsl:with-param name="b">
				<xsl:for-each select="$answers/@*[. &gt; 0]">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
					<xsl:value-of select="h:say($lang, concat('d-checks-', name()), .)"/>
				</xsl:for-each>
			</xsl:with-param>
		</xsl:call-template>
		<xsl:if test="$all[@answer = 'fail' and h:reason]">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-partly'"/><xsl:with-param name="a" select="count($all[@answer = 'fail' and h:reason])"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'d-self'"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'self-inspections']/@count"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="results">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-results'"/></xsl:call-template>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'d-h-all'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id">
				<xsl:text>d-classes</xsl:text>
				<xsl:if test="not($figures/h:class[@households &gt; 0])">-none</xsl:if>
			</xsl:with-param>
			<xsl:with-param name="a">
				<xsl:for-each select="$figures/h:class[@households &gt; 0]">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
					<xsl:value-of select="h:say($lang, 'd-class', h:title, @households)"/>
				</xsl:for-each>
			</xsl:with-param>
			<xsl:with-param name="b">
				<xsl:variable name="natural" select="$figures/h:figure[@id = 'increases' or @id = 'decreases']"/>
				<xsl:call-template name="say">
					<xsl:with-param name="id">
						<xsl:text>d-natural</xsl:text>
						<xsl:choose>
							<xsl:when test="not($result/h:documents/h:document[@kind = 'collection'])">-unchecked</xsl:when>
							<xsl:when test="sum($natural/@count) = 0">-none</xsl:when>
						</xsl:choose>
					</xsl:with-param>
					<xsl:with-param name="a" select="$natural[@id = 'increases']/@count"/>
					<xsl:with-param name="b" select="$natural[@id = 'decreases']/@count"/>
				</xsl:call-template>
			</xsl:with-param>
		</xsl:call-template>
		<xsl:choose>
			<xsl:when test="$totals/@errors + $totals/@suspects + $totals/@notices = 0">
				<xsl:call-template name="say-p"><xsl:with-param name="id">d-no-problem<xsl:if test="$untold &gt; 0">-so-far</xsl:if></xsl:with-param><xsl:with-param name="a" select="$untold"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="say-p">
					<xsl:with-param name="id">d-found<xsl:choose><xsl:when test="$totals/@clean = 0 and $totals/@errors &gt; 0">-all</xsl:when><xsl:otherwise><xsl:value-of select="$so-far"/></xsl:otherwise></xsl:choose></xsl:with-param>
					<xsl:with-param name="a"><xsl:call-template name="severities">
						<xsl:with-param name="errors" select="$totals/@errors"/>
						<xsl:with-param name="households" select="$totals/@faulty"/>
						<xsl:with-param name="suspects" select="$totals/@suspects"/>
						<xsl:with-param name="notices" select="$totals/@notices"/>
					</xsl:call-template></xsl:with-param>
					<xsl:with-param name="b" select="$totals/@clean"/>
				</xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
		<xsl:if test="$totals/@settled">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'reason-settled'"/><xsl:with-param name="a" select="$totals/@settled"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'d-h-villages'"/></xsl:call-template>
		<xsl:call-template name="lines-told-p"/>
		<xsl:call-template name="table">
			<xsl:with-param name="name" select="'villages'"/>
			<xsl:with-param name="rows" select="$lines"/>
			<xsl:with-param name="keep" select="true()"/>
			<xsl:with-param name="whole" select="$result/h:villages[$whole &gt; 0]"/>
			<xsl:with-param name="total" select="$totals"/>
		</xsl:call-template>
		<xsl:if test="$totals/@strays &gt; 0">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-strays'"/><xsl:with-param name="a" select="$totals/@strays"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$whole &gt; 0">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-whole'"/><xsl:with-param name="a" select="$whole"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="h2"><xsl:with-param name="id" select="'d-h-groups'"/></xsl:call-template>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'groups'"/><xsl:with-param name="rows" select="$result/h:groups/h:group"/><xsl:with-param name="keep" select="true()"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="problems">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-problems'"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="not($failed)"><xsl:call-template name="say-p"><xsl:with-param name="id">d-no-problem<xsl:if test="$untold &gt; 0">-so-far</xsl:if></xsl:with-param><xsl:with-param name="a" select="$untold"/></xsl:call-template></xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-problems'"/></xsl:call-template>
				<xsl:call-template name="main-problems"><xsl:with-param name="these" select="$failed"/></xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
		<xsl:call-template name="count-p">
			<xsl:with-param name="id" select="'d-earlier'"/>
			<xsl:with-param name="zero" select="true()"/>
			<xsl:with-param name="a" select="$figures/h:figure[@id = 'problems']/@count"/>
			<xsl:with-param name="b" select="$figures/h:figure[@id = 'confirmed']/@count"/>
			<xsl:with-param name="c" select="$figures/h:figure[@id = 'rectified']/@count"/>
		</xsl:call-template>
		<xsl:call-template name="no-answer"/>
	</xsl:template>

	<xsl:template name="rectification">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-rectification'"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="not($failed)"><xsl:call-template name="say-p"><xsl:with-param name="id">d-nothing-to-rectify<xsl:if test="$untold &gt; 0">-so-far</xsl:if></xsl:with-param></xsl:call-template></xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-rectify'"/></xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- What has to be done, on pages of its own: it may be long. -->
	<xsl:template name="annex">
		<xsl:call-template name="say-p"><xsl:with-param name="style" select="'AnnexMark'"/><xsl:with-param name="id" select="'d-annex-mark'"/></xsl:call-template>
		<xsl:call-template name="say-p"><xsl:with-param name="style" select="'AnnexTitle'"/><xsl:with-param name="id" select="'d-t-rectification'"/></xsl:call-template>
		<xsl:call-template name="table">
			<xsl:with-param name="name" select="'rectification'"/>
			<xsl:with-param name="rows" select="$failed"/>
			<xsl:with-param name="order" select="true()"/>
			<xsl:with-param name="keep" select="true()"/>
			<xsl:with-param name="stay" select="0"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="conclusion">
		<xsl:call-template name="h1"><xsl:with-param name="id" select="'d-h-conclusion'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="concat('verdict-', $result/@verdict)"/>
			<xsl:with-param name="a"><xsl:call-template name="as-of"/></xsl:with-param>
			<xsl:with-param name="b"><xsl:value-of select="h:say($lang, 'd-our-street')"/></xsl:with-param>
			<xsl:with-param name="c" select="$result/@year"/>
		</xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'LastText'"/>
			<xsl:with-param name="id">
				<xsl:value-of select="concat('d-then-', $result/@verdict)"/>
				<xsl:choose>
					<xsl:when test="not($totals/@confirmed)"/>
					<xsl:when test="$totals/@errors &gt; 0">-both</xsl:when>
					<xsl:otherwise>-confirmed</xsl:otherwise>
				</xsl:choose>
			</xsl:with-param>
			<xsl:with-param name="a">
				<xsl:choose>
					<xsl:when test="$totals/@errors &gt; 0"><xsl:value-of select="$totals/@errors"/></xsl:when>
					<xsl:otherwise><xsl:value-of select="$totals/@confirmed"/></xsl:otherwise>
				</xsl:choose>
			</xsl:with-param>
			<xsl:with-param name="b" select="$totals/@confirmed"/>
		</xsl:call-template>
	</xsl:template>
</xsl:stylesheet>
