<?xml version="1.0" encoding="UTF-8"?>
<!--
  What all reports share: wording from messages.xml, dates, days.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:variable name="result" select="/h:result"/>
	<xsl:variable name="lang" select="string($result/@xml:lang)"/>

	<xsl:variable name="totals" select="$result/h:totals"/>
	<xsl:variable name="acceptance" select="$result/h:acceptance"/>
	<!-- Findings of the street itself, that belong to no village. -->
	<xsl:variable name="whole" select="$totals/@errors + $totals/@suspects + $totals/@notices
		- sum($result/h:villages/h:village/@error) - sum($result/h:villages/h:village/@suspect) - sum($result/h:villages/h:village/@notice)"/>

	<!-- Not all was looked at: what was not found may be there all the same. -->
	<xsl:variable name="is-open" select="$totals/@unchecked + $totals/@waiting + $totals/@rejected + sum($totals/@unread) &gt; 0"/>
	<xsl:variable name="so-far"><xsl:if test="$is-open">-so-far</xsl:if></xsl:variable>

	<!-- Tables and charts have a line for each village or, where these are more
	     than anybody reads, for each street or even county. -->
	<xsl:param name="most-lines" select="300"/>
	<xsl:variable name="areas" select="$result/h:areas/h:area"/>
	<xsl:variable name="level">
		<xsl:choose>
			<xsl:when test="not($areas) or count($result/h:villages/h:village) &lt;= $most-lines">village</xsl:when>
			<xsl:when test="count($areas[@level = 'street']) &lt;= $most-lines">street</xsl:when>
			<xsl:otherwise>county</xsl:otherwise>
		</xsl:choose>
	</xsl:variable>
	<xsl:variable name="by-village" select="$level = 'village'"/>
	<xsl:variable name="lines" select="$result/h:villages[$by-village]/h:village | $areas[@level = $level]"/>
	<!-- What a line stands for: one, and many. -->
	<xsl:variable name="place"><xsl:value-of select="h:say($lang, concat('place-', $level))"/></xsl:variable>
	<xsl:variable name="places"><xsl:value-of select="h:say($lang, concat('places-', $level))"/></xsl:variable>

	<!-- Nothing in the data says what a street or a county is called. -->
	<xsl:template name="line-name">
		<xsl:choose>
			<xsl:when test="self::h:area"><xsl:value-of select="@code"/></xsl:when>
			<xsl:when test="@stray"><xsl:value-of select="h:say($lang, 'stray-name', @name)"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="@name"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Why there is no line for each village, and where these are. -->
	<xsl:template name="lines-told">
		<xsl:value-of select="h:say($lang, 'lines-told', $place, $totals/@villages, h:say($lang, 'sheet-each-village'))"/>
	</xsl:template>

	<!-- Whoever asks for one key has all of them made, each time a stylesheet is
	     applied: few, and by paths from the root, so that no key has the whole
	     document searched. -->
	<xsl:key name="check" match="/h:result/h:checks/h:check" use="@id"/>
	<xsl:key name="clause" match="/h:result/h:clauses/h:clause" use="@id"/>
	<xsl:key name="step" match="/h:result/h:timeline/h:procedure/h:step" use="@id"/>
	<xsl:variable name="clauses" select="$result/h:clauses/h:clause"/>

	<!-- Clauses of the plan by its own headings, our numbers beside them: a
	     list with blanks between. -->
	<xsl:template name="cite">
		<xsl:param name="ids"/>
		<xsl:variable name="id" select="substring-before(concat($ids, ' '), ' ')"/>
		<xsl:variable name="heading" select="key('clause', $id)/@heading"/>
		<xsl:choose>
			<xsl:when test="$heading != ''">
				<xsl:value-of select="h:say($lang, 'cite', $heading, $id)"/>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
		</xsl:choose>
		<xsl:if test="contains($ids, ' ')">
			<xsl:value-of select="h:say($lang, 'comma')"/>
			<xsl:call-template name="cite"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- Of a parameter in force: its value, and who says so. -->
	<xsl:template name="parameter-value">
		<xsl:value-of select="@value"/>
		<xsl:if test="h:unit != '' and @unit != 'text' and @unit != 'flag' and not(contains(@value, '/'))">
			<xsl:if test="$lang != 'zh'"><xsl:text> </xsl:text></xsl:if>
			<xsl:value-of select="h:unit"/>
		</xsl:if>
	</xsl:template>
	<xsl:template name="parameter-origin">
		<xsl:value-of select="h:say($lang, concat('origin-', @origin), @plan)"/>
	</xsl:template>
	<xsl:template name="parameter-of">
		<xsl:choose>
			<xsl:when test="@check"><xsl:value-of select="@check"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, 'of-plan')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Say a message; $a to $e stand for its {1} to {5}. Where nothing has to be
	     made first, h:say($lang, 'id', …) is the same and less work. -->
	<xsl:template name="say">
		<xsl:param name="id"/>
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:param name="c"/>
		<xsl:param name="d"/>
		<xsl:param name="e"/>
		<xsl:value-of select="h:say($lang, $id, $a, $b, $c, $d, $e)"/>
	</xsl:template>

	<!-- A word for a code of the result, or the code where there is none. -->
	<xsl:template name="word">
		<xsl:param name="id"/>
		<xsl:param name="code"/>
		<xsl:value-of select="h:word($lang, $id, $code)"/>
	</xsl:template>

	<!-- 2020-11-05 as people write it; nothing for no date. -->
	<xsl:template name="date">
		<xsl:param name="iso"/>
		<xsl:param name="form" select="'date'"/>
		<xsl:if test="$iso != ''">
			<xsl:variable name="month" select="number(substring($iso, 6, 2))"/>
			<xsl:variable name="named">
				<xsl:if test="$lang != 'zh'">
					<xsl:value-of select="h:say($lang, concat('month-', $month))"/>
				</xsl:if>
			</xsl:variable>
			<xsl:value-of select="h:say($lang, $form, substring($iso, 1, 4), $month, number(substring($iso, 9, 2)), $named, substring($named, 1, 3))"/>
		</xsl:if>
	</xsl:template>

	<!-- The number of a date's day, so that days can be subtracted. -->
	<xsl:template name="day">
		<xsl:param name="iso"/>
		<xsl:variable name="m" select="number(substring($iso, 6, 2))"/>
		<xsl:variable name="a" select="floor((14 - $m) div 12)"/>
		<xsl:variable name="y" select="substring($iso, 1, 4) + 4800 - $a"/>
		<xsl:value-of select="substring($iso, 9, 2) + floor((153 * ($m + 12 * $a - 3) + 2) div 5)
			+ 365 * $y + floor($y div 4) - floor($y div 100) + floor($y div 400)"/>
	</xsl:template>

	<!-- And back: the date of a day's number. -->
	<xsl:template name="iso">
		<xsl:param name="day"/>
		<xsl:variable name="a" select="$day - 1"/>
		<xsl:variable name="b" select="floor((4 * $a + 3) div 146097)"/>
		<xsl:variable name="c" select="$a - floor(146097 * $b div 4)"/>
		<xsl:variable name="d" select="floor((4 * $c + 3) div 1461)"/>
		<xsl:variable name="e" select="$c - floor(1461 * $d div 4)"/>
		<xsl:variable name="m" select="floor((5 * $e + 2) div 153)"/>
		<xsl:value-of select="concat(format-number(100 * $b + $d - 4800 + floor($m div 10), '0000'), '-',
			format-number($m + 3 - 12 * floor($m div 10), '00'), '-',
			format-number($e - floor((153 * $m + 2) div 5) + 1, '00'))"/>
	</xsl:template>

	<xsl:template name="street">
		<xsl:choose>
			<xsl:when test="$result/h:street/@name != ''">
				<xsl:value-of select="$result/h:street/@name"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:value-of select="h:say($lang, 'street-code', $result/h:street/@division)"/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- What the plan changed in a check. -->
	<xsl:template name="change">
		<xsl:choose>
			<xsl:when test="@what = 'severity'">
				<xsl:value-of select="h:say($lang, 'change-severity', h:say($lang, concat('severity-', @before)), h:say($lang, concat('severity-', @after)))"/>
			</xsl:when>
			<xsl:otherwise>
				<xsl:value-of select="h:say($lang, 'change-parameter', @what, @before, @after)"/>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- The same in a sentence, with the reason. -->
	<xsl:template name="change-told">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'change-told'"/>
			<xsl:with-param name="a" select="@check"/>
			<xsl:with-param name="b"><xsl:call-template name="change"/></xsl:with-param>
			<xsl:with-param name="c" select="h:reason"/>
		</xsl:call-template>
	</xsl:template>

	<!-- What was deselected, by whom and why; nothing where all was asked for. -->
	<xsl:template name="left-out">
		<xsl:variable name="these" select="$result/h:checks/h:check[@answer = 'skipped']"/>
		<xsl:if test="$these">
			<xsl:call-template name="say">
				<xsl:with-param name="id" select="'left-out'"/>
				<xsl:with-param name="a" select="count($these)"/>
				<xsl:with-param name="b" select="$these[1]/h:reason"/>
				<xsl:with-param name="c">
					<xsl:for-each select="$these">
						<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
						<xsl:value-of select="@id"/>
					</xsl:for-each>
				</xsl:with-param>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- Of some things that are missing: a sentence, each named once. -->
	<xsl:template name="lacks">
		<xsl:param name="kinds" select="'document field register amount previous check '"/>
		<xsl:param name="begun" select="false()"/>
		<xsl:variable name="kind" select="substring-before($kinds, ' ')"/>
		<xsl:variable name="these" select="$result/h:lacks/h:lack[@kind = $kind]"/>
		<xsl:if test="$kind != ''">
			<xsl:if test="$these">
				<xsl:if test="$begun"><xsl:value-of select="h:say($lang, 'semicolon')"/></xsl:if>
				<xsl:call-template name="say">
					<xsl:with-param name="id" select="concat('lacks-', $kind)"/>
					<xsl:with-param name="a">
						<xsl:for-each select="$these">
							<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
							<xsl:value-of select="h:title"/>
						</xsl:for-each>
					</xsl:with-param>
				</xsl:call-template>
			</xsl:if>
			<xsl:call-template name="lacks">
				<xsl:with-param name="kinds" select="substring-after($kinds, ' ')"/>
				<xsl:with-param name="begun" select="$begun or boolean($these)"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- How many of what, for a table's cell: what was not looked at is no 0. In
	     all is how many checks there are. -->
	<xsl:template name="found">
		<xsl:param name="n"/>
		<xsl:param name="unchecked"/>
		<xsl:param name="in-all"/>
		<xsl:choose>
			<xsl:when test="$n &gt; 0 or not($unchecked &gt; 0)"><xsl:value-of select="$n"/></xsl:when>
			<xsl:when test="$unchecked &gt;= $in-all"><xsl:value-of select="h:say($lang, 'unchecked')"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, 'unchecked-part')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- How a check answered, in words. -->
	<xsl:template name="answer">
		<xsl:call-template name="say">
			<xsl:with-param name="id">
				<xsl:text>answer-</xsl:text>
				<xsl:choose>
					<xsl:when test="@answer = 'fail' and h:reason">undecided</xsl:when>
					<xsl:otherwise><xsl:value-of select="@answer"/></xsl:otherwise>
				</xsl:choose>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- Why it answered so, and what of it hangs on the counting of days. -->
	<xsl:template name="answer-notes">
		<xsl:value-of select="h:reason"/>
		<xsl:if test="h:reading">
			<xsl:if test="h:reason"><xsl:value-of select="h:say($lang, 'semicolon')"/></xsl:if>
			<xsl:call-template name="readings-of"/>
		</xsl:if>
	</xsl:template>

	<!-- Of a check: how many would be too short by another way of counting. -->
	<xsl:template name="readings-of">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'readings-of'"/>
			<xsl:with-param name="a" select="h:title"/>
			<xsl:with-param name="b" select="@id"/>
			<xsl:with-param name="c" select="h:reading[1]/@total"/>
			<xsl:with-param name="d">
				<xsl:for-each select="h:reading">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'semicolon')"/></xsl:if>
					<xsl:value-of select="h:say($lang, 'reading', h:title, @count)"/>
				</xsl:for-each>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- How many exits with each verdict, without those that there are none of. -->
	<xsl:template name="exits-told">
		<xsl:param name="of" select="$acceptance"/>
		<xsl:for-each select="$of/@met[. &gt; 0] | $of/@not-met[. &gt; 0] | $of/@pending[. &gt; 0] | $of/@unknown[. &gt; 0] | $of/@unseen[. &gt; 0]">
			<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
			<xsl:value-of select="h:say($lang, concat('a-n-', name()), .)"/>
		</xsl:for-each>
	</xsl:template>

	<!-- Of an exit: why its verdict is what it is, with a break after each. -->
	<xsl:template name="whys">
		<xsl:param name="break" select="'&#10;'"/>
		<xsl:variable name="told">
			<xsl:for-each select="h:why[@severity = 'error' or not(../h:why[@severity = 'error'])]">
				<xsl:value-of select="$break"/>
				<xsl:call-template name="say">
					<xsl:with-param name="id">a-why-<xsl:choose><xsl:when test="@list">list</xsl:when><xsl:otherwise>check</xsl:otherwise></xsl:choose></xsl:with-param>
					<xsl:with-param name="a" select="@check"/>
					<xsl:with-param name="b" select="h:message"/>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:if test="@verdict = 'unknown'">
				<xsl:if test="@unchecked &gt; 0"><xsl:value-of select="$break"/><xsl:value-of select="h:say($lang, 'a-why-unchecked', @unchecked)"/></xsl:if>
				<xsl:if test="@rejected &gt; 0"><xsl:value-of select="$break"/><xsl:value-of select="h:say($lang, 'a-why-rejected', @rejected)"/></xsl:if>
				<xsl:if test="@inspected = 'failed'"><xsl:value-of select="$break"/><xsl:value-of select="h:say($lang, 'a-why-failed')"/></xsl:if>
			</xsl:if>
			<xsl:if test="@verdict = 'pending'"><xsl:value-of select="$break"/><xsl:value-of select="h:say($lang, 'a-why-waiting', @waiting)"/></xsl:if>
			<xsl:if test="@verdict = 'unseen'"><xsl:value-of select="$break"/><xsl:value-of select="h:say($lang, 'a-why-never')"/></xsl:if>
		</xsl:variable>
		<xsl:value-of select="substring-after($told, $break)"/>
	</xsl:template>

	<!-- A posting or an announcement by itself; from and to as they are shown. -->
	<xsl:template name="event">
		<xsl:param name="from"/>
		<xsl:param name="to"/>
		<xsl:choose>
			<xsl:when test="not(@to)"><xsl:value-of select="$from"/></xsl:when>
			<xsl:otherwise>
				<xsl:call-template name="say">
					<xsl:with-param name="id">a-event<xsl:choose><xsl:when test="not(@days)">-open</xsl:when><xsl:when test="@days &lt; @required">-short</xsl:when></xsl:choose></xsl:with-param>
					<xsl:with-param name="a" select="$from"/>
					<xsl:with-param name="b" select="$to"/>
					<xsl:with-param name="c" select="@days"/>
					<xsl:with-param name="d" select="@required"/>
				</xsl:call-template>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Households of a procedure, class by class: those cleared are no exits. -->
	<xsl:template name="classes-told">
		<xsl:for-each select="h:class">
			<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
			<xsl:value-of select="h:say($lang, 'procedure-class', h:title, @households)"/>
		</xsl:for-each>
		<xsl:if test="not(h:class)"><xsl:value-of select="h:say($lang, 'procedure-class', h:title, @households)"/></xsl:if>
	</xsl:template>

	<xsl:template name="masking">
		<xsl:call-template name="say">
			<xsl:with-param name="id">
				<xsl:choose>
					<xsl:when test="$result/@masked = 'false'">is-unmasked</xsl:when>
					<xsl:otherwise>is-masked</xsl:otherwise>
				</xsl:choose>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- The title of a finding's step. -->
	<xsl:template name="step">
		<xsl:choose>
			<xsl:when test="key('step', @step)"><xsl:value-of select="key('step', @step)/h:title"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="@step"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Which files were not read; of many the first. -->
	<xsl:template name="reason-unread">
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="'reason-unread'"/>
			<xsl:with-param name="a" select="$totals/@unread"/>
			<xsl:with-param name="b">
				<xsl:for-each select="$result/h:documents/h:unread[position() &lt;= 20]">
					<xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
					<xsl:value-of select="@name"/>
				</xsl:for-each>
				<xsl:if test="$totals/@unread &gt; 20">…</xsl:if>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- Of a task: its village, and until when. -->
	<xsl:template name="task-village">
		<xsl:choose>
			<xsl:when test="@village-name != ''"><xsl:value-of select="@village-name"/></xsl:when>
			<xsl:when test="@village != ''"><xsl:value-of select="@village"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, 'row-whole')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
	<xsl:template name="task-due">
		<xsl:choose>
			<xsl:when test="@due"><xsl:call-template name="date"><xsl:with-param name="iso" select="@due"/></xsl:call-template></xsl:when>
			<xsl:otherwise><xsl:value-of select="h:say($lang, 'due-past')"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>
</xsl:stylesheet>
