<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the evaluation report says, whatever it is written as. The stylesheet that
  includes this lays it out by the templates ev-h1, ev-h2 (id), ev-p (text),
  ev-small (id of a message, a) and ev-table (name in tables.xml, rows).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:variable name="evaluation" select="$result/h:evaluation"/>
	<xsl:variable name="measures" select="$evaluation/h:measure"/>
	<xsl:variable name="composite" select="$measures[@id = 'composite']/h:rate[@way = 'after']"/>

	<xsl:template name="ev-say-p">
		<xsl:param name="id"/>
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:param name="c"/>
		<xsl:param name="d"/>
		<xsl:param name="e"/>
		<xsl:call-template name="ev-p">
			<xsl:with-param name="text">
				<xsl:value-of select="h:say($lang, $id, $a, $b, $c, $d, $e)"/>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="percent"><xsl:param name="of"/><xsl:value-of select="concat(format-number(100 * $of, '0.00'), '%')"/></xsl:template>

	<!-- Of a rate, or of a check: the interval. -->
	<xsl:template name="interval">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'e-interval'"/>
			<xsl:with-param name="a"><xsl:call-template name="percent"><xsl:with-param name="of" select="@lower"/></xsl:call-template></xsl:with-param>
			<xsl:with-param name="b"><xsl:call-template name="percent"><xsl:with-param name="of" select="@upper"/></xsl:call-template></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- Of a measure: its limit. -->
	<xsl:template name="limit">
		<xsl:call-template name="say">
			<xsl:with-param name="id"><xsl:choose>
				<xsl:when test="not(@limit)">e-no-limit</xsl:when>
				<xsl:when test="@at-least = 'true'">e-least</xsl:when>
				<xsl:otherwise>e-below</xsl:otherwise>
			</xsl:choose></xsl:with-param>
			<xsl:with-param name="a" select="@limit"/>
		</xsl:call-template>
	</xsl:template>

	<!-- Of a rate: why it cannot be told. -->
	<xsl:template name="why">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="concat('e-why-', @why)"/>
			<xsl:with-param name="a"><xsl:choose>
				<xsl:when test="@why = 'unclear'"><xsl:value-of select="@unclear"/></xsl:when>
				<xsl:otherwise><xsl:value-of select="$evaluation/@unlisted"/></xsl:otherwise>
			</xsl:choose></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- Of a rate: what is said of the limit. -->
	<xsl:template name="limit-word">
		<xsl:variable name="word"><xsl:value-of select="h:say($lang, concat('e-word-', @word))"/></xsl:variable>
		<xsl:choose>
			<xsl:when test="@word = 'cannot-tell'">
				<xsl:call-template name="say"><xsl:with-param name="id" select="'e-why'"/><xsl:with-param name="a" select="$word"/><xsl:with-param name="b"><xsl:call-template name="why"/></xsl:with-param></xsl:call-template>
			</xsl:when>
			<xsl:when test="@more">
				<xsl:value-of select="h:say($lang, 'e-more', $word, @more)"/>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$word"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="fraction">
		<xsl:call-template name="say">
			<xsl:with-param name="id"><xsl:text>e-fraction</xsl:text><xsl:choose>
				<xsl:when test="../@id = 'satisfied'">-households</xsl:when>
				<xsl:when test="../@id = 'composite'">-composite</xsl:when>
			</xsl:choose></xsl:with-param>
			<xsl:with-param name="a" select="@counted"/>
			<xsl:with-param name="b" select="@persons"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="value-told">
		<xsl:choose>
			<xsl:when test="@value"><xsl:call-template name="percent"><xsl:with-param name="of" select="@value"/></xsl:call-template></xsl:when>
			<xsl:otherwise>—</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- What stands in the tables. -->
	<xsl:template match="h:measure" mode="value">
		<xsl:param name="column"/>
		<xsl:variable name="r" select="h:rate[@way = 'after']"/>
		<xsl:choose>
			<xsl:when test="$column = 'counted'"><xsl:for-each select="$r"><xsl:call-template name="fraction"/></xsl:for-each></xsl:when>
			<xsl:when test="$column = 'rate'"><xsl:for-each select="$r"><xsl:call-template name="value-told"/></xsl:for-each></xsl:when>
			<xsl:when test="$column = 'interval'">
				<xsl:for-each select="$r[@value]"><xsl:call-template name="interval"/></xsl:for-each>
				<xsl:if test="not($r/@value)">—</xsl:if>
			</xsl:when>
			<xsl:when test="$column = 'limit'"><xsl:call-template name="limit"/></xsl:when>
			<xsl:when test="$column = 'word'">
				<xsl:for-each select="$r">
					<xsl:choose>
						<xsl:when test="not(@value)"><xsl:call-template name="why"/></xsl:when>
						<xsl:when test="@word = 'cannot-tell'"><xsl:call-template name="limit-word"/></xsl:when>
						<xsl:when test="@word"><xsl:value-of select="h:say($lang, concat('e-word-', @word))"/></xsl:when>
						<xsl:otherwise>—</xsl:otherwise>
					</xsl:choose>
				</xsl:for-each>
			</xsl:when>
			<!-- A rate, its interval and what is said of the limit, in one way of counting. -->
			<xsl:otherwise>
				<xsl:for-each select="h:rate[@way = $column]">
					<xsl:call-template name="value-told"/>
					<xsl:if test="@value">
						<xsl:text>&#10;</xsl:text><xsl:call-template name="interval"/>
						<xsl:if test="@word"><xsl:text>&#10;</xsl:text><xsl:value-of select="h:say($lang, concat('e-word-', @word))"/></xsl:if>
					</xsl:if>
				</xsl:for-each>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template match="h:odd-persons | h:question | h:place" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'satisfied'"><xsl:value-of select="concat(@satisfied, ' / ', @asked)"/></xsl:when>
			<xsl:when test="@village-name | @name"><xsl:value-of select="@village-name | @name"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="@village"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template match="h:fault" mode="value">
		<xsl:param name="column"/>
		<xsl:variable name="first" select="h:fault[$column = 'fault'] | h:appeal[$column = 'appeal']"/>
		<xsl:variable name="then" select="h:evidence[$column = 'fault'] | h:outcome[$column = 'appeal']"/>
		<xsl:value-of select="$first"/>
		<xsl:if test="$first and $then"><xsl:text>&#10;</xsl:text></xsl:if>
		<xsl:value-of select="$then"/>
	</xsl:template>
	<xsl:template match="h:agreement" mode="value">
		<xsl:param name="column"/>
		<xsl:choose>
			<xsl:when test="$column = 'interval'"><xsl:call-template name="interval"/></xsl:when>
			<xsl:otherwise><xsl:call-template name="percent"><xsl:with-param name="of" select="@precision"/></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="ev-method">
		<xsl:call-template name="ev-h1"><xsl:with-param name="id" select="'e-h-method'"/></xsl:call-template>
		<xsl:call-template name="ev-h2"><xsl:with-param name="id" select="'e-h-frame'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-ticket'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-counted'"/><xsl:with-param name="a" select="count($evaluation/h:draw[@kind = 'random' and @latest = 'true'])"/></xsl:call-template>
		<xsl:for-each select="$evaluation/h:draw">
			<xsl:choose>
				<xsl:when test="@kind = 'random' and @latest = 'false'">
					<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-earlier'"/><xsl:with-param name="a" select="@round"/><xsl:with-param name="b" select="@seed"/><xsl:with-param name="c" select="@drawn"/></xsl:call-template>
				</xsl:when>
				<xsl:when test="@kind = 'random'">
					<xsl:call-template name="ev-say-p">
						<xsl:with-param name="id" select="'e-draw'"/>
						<xsl:with-param name="a" select="@round"/><xsl:with-param name="b" select="@units"/><xsl:with-param name="c" select="@persons"/><xsl:with-param name="d" select="@seed"/><xsl:with-param name="e" select="@drawn"/>
					</xsl:call-template>
					<xsl:call-template name="ev-small"><xsl:with-param name="id" select="'e-hash-terms'"/><xsl:with-param name="a" select="@terms"/></xsl:call-template>
					<xsl:call-template name="ev-small"><xsl:with-param name="id" select="'e-hash-frame'"/><xsl:with-param name="a" select="@frame"/></xsl:call-template>
					<xsl:call-template name="ev-small"><xsl:with-param name="id" select="'e-hash-list'"/><xsl:with-param name="a" select="@sha256"/></xsl:call-template>
				</xsl:when>
				<xsl:otherwise>
					<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-judgement'"/><xsl:with-param name="a" select="@seed"/><xsl:with-param name="b" select="@drawn"/></xsl:call-template>
				</xsl:otherwise>
			</xsl:choose>
		</xsl:for-each>
		<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'strata'"/><xsl:with-param name="rows" select="$evaluation/h:stratum"/></xsl:call-template>
		<xsl:call-template name="ev-h2"><xsl:with-param name="id" select="'e-h-visits'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p">
			<xsl:with-param name="id" select="'e-visits'"/>
			<xsl:with-param name="a" select="$evaluation/@drawn"/><xsl:with-param name="b" select="$evaluation/@visited"/><xsl:with-param name="c" select="$evaluation/@unreached"/><xsl:with-param name="d" select="$evaluation/@replacements"/>
		</xsl:call-template>
		<xsl:for-each select="$evaluation/h:reason">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-reason'"/><xsl:with-param name="a" select="h:title"/><xsl:with-param name="b" select="@households"/><xsl:with-param name="c" select="@replaced"/></xsl:call-template>
		</xsl:for-each>
		<xsl:if test="$evaluation/@outside &gt; 0">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-outside'"/><xsl:with-param name="a" select="$evaluation/@outside"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$evaluation/@foreign &gt; 0">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-foreign'"/><xsl:with-param name="a" select="$evaluation/@foreign"/><xsl:with-param name="b" select="$evaluation/@elsewhere"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$evaluation/@unanswered &gt; 0">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-unanswered'"/><xsl:with-param name="a" select="$evaluation/@unanswered"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$evaluation/@returned &gt; 0">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-returned'"/><xsl:with-param name="a" select="$evaluation/@returned"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$evaluation/@open &gt; 0">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-open'"/><xsl:with-param name="a" select="$evaluation/@open"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="ev-persons"/>
		<xsl:if test="$evaluation/h:question"><xsl:call-template name="ev-unclear"/></xsl:if>
	</xsl:template>

	<!-- Which persons count, and whose are others at the visit. -->
	<xsl:template name="ev-persons">
		<xsl:call-template name="ev-say-p">
			<xsl:with-param name="id">e-persons<xsl:if test="not($evaluation/h:odd-persons)">-same</xsl:if></xsl:with-param>
			<xsl:with-param name="a" select="$evaluation/@odd-households"/><xsl:with-param name="b" select="$evaluation/@odd-found"/><xsl:with-param name="c" select="$evaluation/@odd-frame"/>
		</xsl:call-template>
		<xsl:if test="$evaluation/h:odd-persons">
			<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'odd-persons'"/><xsl:with-param name="rows" select="$evaluation/h:odd-persons"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="ev-unclear">
		<xsl:call-template name="ev-h2"><xsl:with-param name="id" select="'e-h-unclear'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-unclear'"/><xsl:with-param name="a" select="$evaluation/@unclear"/></xsl:call-template>
		<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'unclear'"/><xsl:with-param name="rows" select="$evaluation/h:question"/></xsl:call-template>
	</xsl:template>

	<!-- A sentence for each measure, as it is after appeals. -->
	<xsl:template name="rate-sentence">
		<xsl:variable name="r" select="h:rate[@way = 'after']"/>
		<xsl:variable name="sentence">
			<xsl:for-each select="$r">
				<xsl:call-template name="say">
					<xsl:with-param name="id"><xsl:text>e-rate</xsl:text><xsl:choose>
						<xsl:when test="not(@value)">-untold</xsl:when>
						<xsl:when test="../@id = 'satisfied'">-households</xsl:when>
						<xsl:when test="../@id = 'composite'">-composite</xsl:when>
						<xsl:when test="@counted = 0">-zero</xsl:when>
						<xsl:otherwise>-persons</xsl:otherwise>
					</xsl:choose></xsl:with-param>
					<xsl:with-param name="a" select="../h:title"/>
					<xsl:with-param name="b"><xsl:choose><xsl:when test="@value"><xsl:value-of select="@persons"/></xsl:when><xsl:otherwise><xsl:call-template name="why"/></xsl:otherwise></xsl:choose></xsl:with-param>
					<xsl:with-param name="c" select="@counted"/>
					<xsl:with-param name="d"><xsl:call-template name="value-told"/></xsl:with-param>
					<xsl:with-param name="e"><xsl:if test="@value"><xsl:call-template name="interval"/></xsl:if></xsl:with-param>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:if test="@limit and $r/@value">
				<xsl:if test="$lang != 'zh'"><xsl:text> </xsl:text></xsl:if>
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="'e-rate-word'"/>
					<xsl:with-param name="a"><xsl:call-template name="limit"/></xsl:with-param>
					<xsl:with-param name="b"><xsl:for-each select="$r"><xsl:call-template name="limit-word"/></xsl:for-each></xsl:with-param>
				</xsl:call-template>
			</xsl:if>
		</xsl:variable>
		<xsl:call-template name="ev-p"><xsl:with-param name="text" select="$sentence"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="ev-results">
		<xsl:call-template name="ev-h1"><xsl:with-param name="id" select="'e-h-results'"/></xsl:call-template>
		<xsl:call-template name="ev-h2"><xsl:with-param name="id" select="'e-h-rates'"/></xsl:call-template>
		<xsl:for-each select="$measures"><xsl:call-template name="rate-sentence"/></xsl:for-each>
		<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-weighted'"/></xsl:call-template>
		<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'rates'"/><xsl:with-param name="rows" select="$measures"/></xsl:call-template>
		<xsl:call-template name="ev-h2"><xsl:with-param name="id" select="'e-h-appeals'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-appeals'"/><xsl:with-param name="a" select="$evaluation/@appeals"/><xsl:with-param name="b" select="$evaluation/@upheld"/></xsl:call-template>
		<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'appeals'"/><xsl:with-param name="rows" select="$measures"/></xsl:call-template>
		<xsl:if test="$evaluation/@unreached &gt; 0">
			<xsl:call-template name="ev-h2"><xsl:with-param name="id" select="'e-h-sensitivity'"/></xsl:call-template>
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-sensitivity'"/></xsl:call-template>
			<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'sensitivity'"/><xsl:with-param name="rows" select="$measures"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="ev-h2"><xsl:with-param name="id">e-h-composite<xsl:if test="not($evaluation/@unreached &gt; 0)">-third</xsl:if></xsl:with-param></xsl:call-template>
		<xsl:call-template name="ev-composite"/>
	</xsl:template>

	<xsl:template name="ev-composite">
		<xsl:choose>
			<xsl:when test="$composite/@value">
				<xsl:call-template name="ev-say-p">
					<xsl:with-param name="id" select="'e-composite'"/>
					<xsl:with-param name="a" select="$evaluation/@remaining"/><xsl:with-param name="b" select="$evaluation/@exited"/><xsl:with-param name="c" select="$evaluation/@unregistered"/><xsl:with-param name="d" select="$evaluation/@population"/>
				</xsl:call-template>
			</xsl:when>
			<xsl:when test="$evaluation/@population"><xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-no-composite'"/></xsl:call-template></xsl:when>
		</xsl:choose>
		<xsl:if test="$evaluation/@population">
			<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-composite-frame'"/><xsl:with-param name="a" select="$evaluation/@unregistered"/><xsl:with-param name="b" select="$evaluation/@listed"/><xsl:with-param name="c" select="$evaluation/@unlisted"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$evaluation/@without-population"><xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-no-population'"/><xsl:with-param name="a" select="$evaluation/@without-population"/></xsl:call-template></xsl:if>
		<xsl:if test="$evaluation/@too-few"><xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-few-population'"/><xsl:with-param name="a" select="$evaluation/@too-few"/></xsl:call-template></xsl:if>
	</xsl:template>

	<xsl:template name="ev-faults">
		<xsl:call-template name="ev-h1"><xsl:with-param name="id" select="'e-h-faults'"/></xsl:call-template>
		<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'places'"/><xsl:with-param name="rows" select="$evaluation/h:place"/></xsl:call-template>
		<xsl:choose>
			<xsl:when test="$evaluation/h:fault"><xsl:call-template name="ev-table"><xsl:with-param name="name" select="'faults'"/><xsl:with-param name="rows" select="$evaluation/h:fault"/></xsl:call-template></xsl:when>
			<xsl:otherwise><xsl:call-template name="ev-say-p"><xsl:with-param name="id">e-no-faults<xsl:if test="$evaluation/h:question[@code = 'misfit']">-clear</xsl:if></xsl:with-param></xsl:call-template></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="ev-agreement">
		<xsl:variable name="c" select="$evaluation/h:compared"/>
		<xsl:call-template name="ev-h1"><xsl:with-param name="id" select="'e-h-agreement'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p">
			<xsl:with-param name="id">e-agreement<xsl:if test="$c/@visited = 0">-none</xsl:if></xsl:with-param>
			<xsl:with-param name="a" select="$c/@visited"/><xsl:with-param name="b" select="$c/@both"/><xsl:with-param name="c" select="$c/@missed"/><xsl:with-param name="d" select="$c/@unfounded"/>
		</xsl:call-template>
		<xsl:if test="$evaluation/h:agreement">
			<xsl:call-template name="ev-table"><xsl:with-param name="name" select="'agreement'"/><xsl:with-param name="rows" select="$evaluation/h:agreement"/></xsl:call-template>
		</xsl:if>
		<xsl:call-template name="ev-h1"><xsl:with-param name="id" select="'e-h-intervals'"/></xsl:call-template>
		<xsl:call-template name="ev-say-p"><xsl:with-param name="id" select="'e-intervals'"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="ev-conclusion-text">
		<xsl:variable name="limited" select="$measures[@limit]/h:rate[@way = 'after']"/>
		<xsl:call-template name="say">
			<xsl:with-param name="id">e-conclusion<xsl:choose><xsl:when test="$evaluation/@holds = 'true'">-holds</xsl:when><xsl:otherwise>-open</xsl:otherwise></xsl:choose></xsl:with-param>
			<xsl:with-param name="a" select="count($limited[@word = 'holds'])"/>
			<xsl:with-param name="b" select="count($limited[@word = 'fails'])"/>
			<xsl:with-param name="c" select="count($limited[@word = 'too-small' or @word = 'cannot-tell'])"/>
		</xsl:call-template>
		<xsl:if test="$evaluation/@unclear &gt; 0">
			<xsl:if test="$lang != 'zh'"><xsl:text> </xsl:text></xsl:if>
			<xsl:value-of select="h:say($lang, 'e-conclusion-unclear', $evaluation/@unclear)"/>
		</xsl:if>
	</xsl:template>
</xsl:stylesheet>
