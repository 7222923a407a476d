<?xml version="1.0" encoding="UTF-8"?>
<!--
  Documents by GB/T 9704-2012: what they share. part is "text" or "properties".
  The stylesheet that includes this has the templates "title" and "text".
  Pages, fonts and line pitch are in word/styles.xml.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	xmlns:h="urn:hecha:1"
	exclude-result-prefixes="h">

	<xsl:import href="../tables.xsl"/>
	<xsl:include href="../common.xsl"/>

	<xsl:output method="xml" encoding="UTF-8" standalone="yes" indent="no"/>

	<xsl:param name="part" select="'text'"/>
	<!-- What the letter carries besides what was found; each a blank to fill in
	     where it is not given. -->
	<xsl:param name="number"/>
	<xsl:param name="signer"/>
	<xsl:param name="date"/>

	<xsl:variable name="figures" select="$result/h:figures"/>
	<xsl:variable name="answers" select="$result/h:answers"/>
	<xsl:variable name="all" select="$result/h:checks/h:check"/>
	<xsl:variable name="villages" select="$result/h:villages/h:village"/>
	<xsl:variable name="unable" select="$all[h:reason]"/>
	<xsl:variable name="rejected" select="$totals/@rejected"/>
	<!-- Checks that gave no answer, or not of all, whatever the reason. -->
	<xsl:variable name="untold" select="count($all[h:reason or @pending &gt; 0 or @answer = 'error' or @answer = 'skipped' or @answer = 'not-checkable'])"/>

	<xsl:template match="/">
		<xsl:choose>
			<xsl:when test="$part = 'properties'">
				<cp:coreProperties
					xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
					xmlns:dc="http://purl.org/dc/elements/1.1/"
					xmlns:dcterms="http://purl.org/dc/terms/"
					xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
					<dc:title><xsl:call-template name="title"/></dc:title>
					<dc:creator><xsl:value-of select="$result/@program"/></dc:creator>
					<dcterms:created xsi:type="dcterms:W3CDTF"><xsl:value-of select="$result/@as-of"/>T00:00:00Z</dcterms:created>
				</cp:coreProperties>
			</xsl:when>
			<xsl:otherwise>
				<w:document>
					<w:body>
						<xsl:call-template name="text"/>
						<xsl:call-template name="last-section"/>
					</w:body>
				</w:document>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- The page as it is, or lying on its side for a table that is wide. -->
	<xsl:template name="upright">
		<w:sectPr>
			<xsl:call-template name="footers"/>
			<w:pgSz w:w="11906" w:h="16838"/>
			<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/>
		</w:sectPr>
	</xsl:template>

	<xsl:template name="lying">
		<w:sectPr>
			<xsl:call-template name="footers"/>
			<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>
			<w:pgMar w:top="1588" w:right="1985" w:bottom="1474" w:left="2098" w:header="851" w:footer="850" w:gutter="0"/>
		</w:sectPr>
	</xsl:template>

	<xsl:template name="footers">
		<w:footerReference w:type="default" r:id="rId4" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>
		<w:footerReference w:type="even" r:id="rId5" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>
	</xsl:template>

	<xsl:template name="last-section"><xsl:call-template name="upright"/></xsl:template>

	<!-- keep: on the page of what follows. -->
	<xsl:template name="p">
		<xsl:param name="style" select="'BodyText'"/>
		<xsl:param name="text"/>
		<xsl:param name="keep" select="false()"/>
		<w:p>
			<w:pPr><w:pStyle w:val="{concat('', $style)}"/><xsl:if test="$keep"><w:keepNext/></xsl:if></w:pPr>
			<w:r>
				<!-- Chinese headings stand out by their fonts. -->
				<xsl:if test="$lang != 'zh' and starts-with($style, 'Heading')"><w:rPr><w:b/></w:rPr></xsl:if>
				<xsl:call-template name="lines"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
			</w:r>
		</w:p>
	</xsl:template>

	<!-- A text, with a break where it has a line feed. -->
	<xsl:template name="lines">
		<xsl:param name="text"/>
		<xsl:choose>
			<xsl:when test="contains($text, '&#10;')">
				<w:t xml:space="preserve"><xsl:value-of select="substring-before($text, '&#10;')"/></w:t><w:br/>
				<xsl:call-template name="lines"><xsl:with-param name="text" select="substring-after($text, '&#10;')"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise><w:t xml:space="preserve"><xsl:value-of select="$text"/></w:t></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- A paragraph that says a message. -->
	<xsl:template name="say-p">
		<xsl:param name="style" select="'BodyText'"/>
		<xsl:param name="id"/>
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:param name="c"/>
		<xsl:param name="d"/>
		<xsl:param name="e"/>
		<xsl:call-template name="p">
			<xsl:with-param name="style" select="$style"/>
			<xsl:with-param name="text">
				<xsl:value-of select="h:say($lang, $id, $a, $b, $c, $d, $e)"/>
			</xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="h1">
		<xsl:param name="id"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'Heading1'"/>
			<xsl:with-param name="id" select="$id"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="h2">
		<xsl:param name="id"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'Heading2'"/>
			<xsl:with-param name="id" select="$id"/>
			<xsl:with-param name="a" select="$place"/>
			<xsl:with-param name="b" select="$places"/>
		</xsl:call-template>
	</xsl:template>

	<!-- A message where there is something to count, and another for nothing; with
	     zero, one more for something, but $b of it nothing. -->
	<xsl:template name="count-p">
		<xsl:param name="id"/>
		<xsl:param name="zero" select="false()"/>
		<xsl:param name="a"/>
		<xsl:param name="b"/>
		<xsl:param name="c"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id">
				<xsl:value-of select="$id"/>
				<xsl:choose>
					<xsl:when test="$a = 0">-none</xsl:when>
					<xsl:when test="$zero and $b = 0">-zero</xsl:when>
				</xsl:choose>
			</xsl:with-param>
			<xsl:with-param name="a" select="$a"/>
			<xsl:with-param name="b" select="$b"/>
			<xsl:with-param name="c" select="$c"/>
		</xsl:call-template>
	</xsl:template>

	<!-- A table of ../tables.xml, under its title, with a line below. A row keeps
	     with the next, so that a table of no more rows than stay together has one
	     page, and a longer one leaves no row alone. In order: the gravest and
	     most frequent comes first. -->
	<xsl:template name="table">
		<xsl:param name="name"/>
		<xsl:param name="rows"/>
		<xsl:param name="of" select="$place"/>
		<xsl:param name="order" select="false()"/>
		<xsl:param name="keep" select="false()"/>
		<xsl:param name="stay" select="20"/>
		<xsl:param name="whole" select="/.."/>
		<xsl:param name="total" select="/.."/>
		<xsl:variable name="table" select="document('../tables.xml')/*/h:table[@id = $name]"/>
		<xsl:variable name="columns" select="$table/h:*[@word]"/>
		<xsl:if test="$table/@title">
			<xsl:call-template name="table-title"><xsl:with-param name="id" select="$table/@title"/><xsl:with-param name="a" select="$of"/></xsl:call-template>
		</xsl:if>
		<w:tbl>
			<xsl:call-template name="table-head"><xsl:with-param name="name" select="$name"/></xsl:call-template>
			<xsl:for-each select="$rows">
				<xsl:sort select="@severity[$order] = 'error'" order="descending"/>
				<xsl:sort select="@findings[$order]" data-type="number" order="descending"/>
				<xsl:call-template name="row">
					<xsl:with-param name="columns" select="$columns"/>
					<xsl:with-param name="n" select="position()"/>
					<xsl:with-param name="keep" select="$keep and (position() &lt; last() or $total) and (last() + count($total) &lt;= $stay or position() = 1 or position() = last() - 1 + count($total))"/>
				</xsl:call-template>
			</xsl:for-each>
			<xsl:for-each select="$whole"><xsl:call-template name="row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="part" select="'whole'"/></xsl:call-template></xsl:for-each>
			<xsl:for-each select="$total"><xsl:call-template name="row"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="part" select="'total'"/></xsl:call-template></xsl:for-each>
		</w:tbl>
		<xsl:call-template name="table-end"/>
	</xsl:template>

	<xsl:template name="row">
		<xsl:param name="columns"/>
		<xsl:param name="n"/>
		<xsl:param name="part"/>
		<xsl:param name="keep" select="false()"/>
		<xsl:variable name="row" select="."/>
		<w:tr>
			<xsl:call-template name="whole-row"/>
			<xsl:for-each select="$columns">
				<xsl:choose>
					<!-- What most cells are comes first: it is done in the least steps. -->
					<xsl:when test="@word = 'text' and not(self::h:made) and $part = ''"><xsl:call-template name="cell"><xsl:with-param name="text" select="h:at($row, @id)"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template></xsl:when>
					<xsl:when test="@word = 'number' and not(self::h:made | self::h:position) and $part = ''"><xsl:call-template name="cell"><xsl:with-param name="style" select="'TableNumber'"/><xsl:with-param name="text" select="h:at($row, @id)"/><xsl:with-param name="keep" select="$keep"/></xsl:call-template></xsl:when>
					<xsl:when test="@word = 'blank' or ($part = 'whole' and not(@whole))"><xsl:call-template name="cell"/></xsl:when>
					<xsl:otherwise>
						<xsl:call-template name="cell">
							<xsl:with-param name="style"><xsl:choose>
								<xsl:when test="@word = 'text'">TableText</xsl:when>
								<xsl:when test="@word = 'number'">TableNumber</xsl:when>
								<xsl:otherwise>SmallText</xsl:otherwise>
							</xsl:choose></xsl:with-param>
							<xsl:with-param name="text"><xsl:call-template name="value"><xsl:with-param name="row" select="$row"/><xsl:with-param name="part" select="$part"/><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:with-param>
							<xsl:with-param name="keep" select="$keep"/>
						</xsl:call-template>
					</xsl:otherwise>
				</xsl:choose>
			</xsl:for-each>
		</w:tr>
	</xsl:template>

	<!-- The frame of a table and its head. All columns have 8845 twips together,
	     or 12755 on a page that lies. -->
	<xsl:template name="table-head">
		<xsl:param name="name"/>
		<xsl:variable name="columns" select="document('../tables.xml')/*/h:table[@id = $name]/h:*[@word]"/>
		<w:tblPr>
			<w:tblW w:w="{sum($columns/@width)}" w:type="dxa"/>
			<w:jc w:val="center"/>
			<w:tblBorders>
				<w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>
				<w:left w:val="single" w:sz="6" w:space="0" w:color="000000"/>
				<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>
				<w:right w:val="single" w:sz="6" w:space="0" w:color="000000"/>
				<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>
				<w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>
			</w:tblBorders>
			<w:tblLayout w:type="fixed"/>
			<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
		</w:tblPr>
		<w:tblGrid><xsl:for-each select="$columns"><w:gridCol w:w="{concat('', @width)}"/></xsl:for-each></w:tblGrid>
		<w:tr>
			<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
			<xsl:for-each select="$columns">
				<w:tc>
					<w:tcPr><w:tcW w:w="{concat('', @width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>
					<w:p>
						<w:pPr><w:pStyle w:val="TableHead"/></w:pPr>
						<w:r>
							<!-- English words are too long for narrow columns. -->
							<xsl:if test="$lang != 'zh'"><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></xsl:if>
							<w:t><xsl:call-template name="column-title"><xsl:with-param name="of" select="@short | @title[not(../@short)]"/></xsl:call-template></w:t>
						</w:r>
					</w:p>
				</w:tc>
			</xsl:for-each>
		</w:tr>
	</xsl:template>

	<!-- Rows stay whole; their cells stand inside <w:tr>. -->
	<xsl:template name="whole-row"><w:trPr><w:cantSplit/></w:trPr></xsl:template>

	<!-- keep: with the row that follows. -->
	<xsl:template name="cell">
		<xsl:param name="text"/>
		<xsl:param name="style" select="'TableText'"/>
		<xsl:param name="keep" select="false()"/>
		<w:tc>
			<w:tcPr><w:vAlign w:val="center"/></w:tcPr>
			<xsl:call-template name="p">
				<xsl:with-param name="style" select="$style"/>
				<xsl:with-param name="text" select="$text"/>
				<xsl:with-param name="keep" select="$keep"/>
			</xsl:call-template>
		</w:tc>
	</xsl:template>

	<!-- The line below a table. -->
	<xsl:template name="table-end"><xsl:call-template name="p"><xsl:with-param name="style" select="'TableText'"/></xsl:call-template></xsl:template>

	<!-- What the line is called that sums all up: one street is not many. -->
	<xsl:template name="total-name"><xsl:call-template name="say"><xsl:with-param name="id"><xsl:choose><xsl:when test="$by-village">d-street-total</xsl:when><xsl:otherwise>col-total</xsl:otherwise></xsl:choose></xsl:with-param></xsl:call-template></xsl:template>

	<!-- Before a table that has no line for each village. -->
	<xsl:template name="lines-told-p">
		<xsl:if test="not($by-village)">
			<xsl:call-template name="p"><xsl:with-param name="text"><xsl:call-template name="lines-told"/></xsl:with-param></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<xsl:template name="table-title">
		<xsl:param name="id"/>
		<xsl:param name="a" select="$place"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'TableTitle'"/>
			<xsl:with-param name="id" select="$id"/>
			<xsl:with-param name="a" select="$a"/>
		</xsl:call-template>
	</xsl:template>

	<!-- A title, with the office or, where the plan does not name it, without:
	     a message of its own. -->
	<xsl:template name="title-of">
		<xsl:param name="id"/>
		<xsl:call-template name="say">
			<xsl:with-param name="id">
				<xsl:value-of select="$id"/>
				<xsl:if test="not($result/h:street/@name != '')">-blank</xsl:if>
			</xsl:with-param>
			<xsl:with-param name="a"><xsl:call-template name="office"/></xsl:with-param>
			<xsl:with-param name="b" select="$result/@year"/>
		</xsl:call-template>
	</xsl:template>

	<!-- The office, or nothing where the plan does not name it. -->
	<xsl:template name="office"><xsl:value-of select="$result/h:street/@name"/></xsl:template>

	<xsl:template name="as-of"><xsl:call-template name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template></xsl:template>

	<xsl:template name="counting">
		<xsl:value-of select="h:say($lang, 'counting', h:say($lang, concat('counting-', $result/h:counting/@days)), h:say($lang, concat('first-', $result/h:counting/@first-day)))"/>
		<xsl:for-each select="$result/h:counting/h:step">
			<xsl:value-of select="h:say($lang, 'counting-step', h:title, h:how)"/>
		</xsl:for-each>
		<xsl:if test="$result/h:counting/@calendar">
			<xsl:value-of select="h:say($lang, concat('calendar-', $result/h:counting/@calendar))"/>
		</xsl:if>
	</xsl:template>

	<!-- What was given, or a blank to fill in: the message of that name. -->
	<xsl:template name="given">
		<xsl:param name="value"/>
		<xsl:param name="blank"/>
		<xsl:value-of select="$value"/>
		<xsl:if test="$value = ''">
			<xsl:value-of select="h:say($lang, $blank, $result/@year)"/>
		</xsl:if>
	</xsl:template>

	<!-- The title; one that is too long for a line breaks behind the office, so
	     that no word is torn. -->
	<xsl:template name="title-lines">
		<xsl:variable name="title"><xsl:call-template name="title"/></xsl:variable>
		<xsl:variable name="office"><xsl:call-template name="office"/></xsl:variable>
		<w:p>
			<w:pPr><w:pStyle w:val="DocumentTitle"/></w:pPr>
			<xsl:choose>
				<xsl:when test="$office != '' and string-length($title) &gt; 20 and starts-with($title, $office)">
					<w:r><w:t><xsl:value-of select="$office"/></w:t><w:br/><w:t><xsl:value-of select="substring-after($title, $office)"/></w:t></w:r>
				</xsl:when>
				<xsl:otherwise><w:r><w:t><xsl:value-of select="$title"/></w:t></w:r></xsl:otherwise>
			</xsl:choose>
		</w:p>
	</xsl:template>

	<!-- Number and who signs it out, title, addressee. -->
	<xsl:template name="opening">
		<w:p>
			<w:pPr><w:pStyle w:val="DocumentNumber"/></w:pPr>
			<w:r><w:t xml:space="preserve"><xsl:call-template name="given"><xsl:with-param name="value" select="$number"/><xsl:with-param name="blank" select="'d-number-blank'"/></xsl:call-template></w:t></w:r>
			<w:r><w:tab/></w:r>
			<w:r><w:t xml:space="preserve"><xsl:value-of select="h:say($lang, 'd-signer')"/></w:t></w:r>
			<w:r>
				<w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr>
				<w:t xml:space="preserve"><xsl:call-template name="given"><xsl:with-param name="value" select="$signer"/><xsl:with-param name="blank" select="'d-signer-blank'"/></xsl:call-template></w:t>
			</w:r>
		</w:p>
		<xsl:call-template name="title-lines"/>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'Addressee'"/>
			<xsl:with-param name="id" select="'d-to'"/>
			<xsl:with-param name="a"><xsl:call-template name="given"><xsl:with-param name="value" select="string($result/h:plan/h:addressee)"/><xsl:with-param name="blank" select="'d-county'"/></xsl:call-template></xsl:with-param>
		</xsl:call-template>
	</xsl:template>

	<!-- Annexes (ids of messages, each followed by a blank), seal, date and who
	     signs, on the page of the last paragraph, which is of the style LastText. -->
	<xsl:template name="closing">
		<xsl:param name="annexes"/>
		<xsl:param name="signers"/>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'LastText'"/></xsl:call-template>
		<xsl:call-template name="annex-lines"><xsl:with-param name="ids" select="$annexes"/></xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'Attachment'"/></xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'Attachment'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'Signature'"/>
			<xsl:with-param name="id" select="'d-office'"/>
			<xsl:with-param name="a"><xsl:call-template name="given"><xsl:with-param name="value" select="string($result/h:street/@name)"/><xsl:with-param name="blank" select="'d-office-blank'"/></xsl:call-template></xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="p">
			<xsl:with-param name="style" select="'Signature'"/>
			<xsl:with-param name="text">
				<xsl:call-template name="given">
					<xsl:with-param name="value"><xsl:call-template name="date"><xsl:with-param name="iso" select="$date"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="blank" select="'d-date-blank'"/>
				</xsl:call-template>
			</xsl:with-param>
		</xsl:call-template>
		<xsl:call-template name="p"><xsl:with-param name="style" select="'SignatureLine'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="style" select="'SignatureLine'"/>
			<xsl:with-param name="id" select="$signers"/>
		</xsl:call-template>
	</xsl:template>

	<xsl:template name="annex-lines">
		<xsl:param name="ids"/>
		<xsl:if test="$ids != ''">
			<xsl:call-template name="say-p">
				<xsl:with-param name="style" select="'Attachment'"/>
				<xsl:with-param name="id" select="substring-before($ids, ' ')"/>
			</xsl:call-template>
			<xsl:call-template name="annex-lines"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- Checks by what they found, the first of them as numbered lines. -->
	<xsl:template name="main-problems">
		<xsl:param name="these"/>
		<xsl:param name="first" select="15"/>
		<xsl:for-each select="$these">
			<xsl:sort select="@severity = 'error'" order="descending"/>
			<xsl:sort select="@findings" data-type="number" order="descending"/>
			<xsl:if test="position() &lt;= $first">
				<xsl:call-template name="say-p">
					<xsl:with-param name="style" select="'ListText'"/>
					<xsl:with-param name="id" select="'d-problem'"/>
					<xsl:with-param name="a" select="position()"/>
					<xsl:with-param name="b" select="h:title"/>
					<xsl:with-param name="c"><xsl:call-template name="places-told"/></xsl:with-param>
					<xsl:with-param name="d"><xsl:call-template name="word"><xsl:with-param name="id" select="concat('severity-', @severity)"/><xsl:with-param name="code" select="@severity"/></xsl:call-template></xsl:with-param>
					<xsl:with-param name="e"><xsl:call-template name="cite"><xsl:with-param name="ids" select="@clause"/></xsl:call-template></xsl:with-param>
				</xsl:call-template>
			</xsl:if>
		</xsl:for-each>
		<xsl:if test="count($these) &gt; $first">
			<xsl:call-template name="say-p">
				<xsl:with-param name="id" select="'d-more-problems'"/>
				<xsl:with-param name="a" select="count($these) - $first"/>
			</xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- Of a check: how often, and how many households it concerns. -->
	<xsl:template name="places-told">
		<xsl:call-template name="say">
			<xsl:with-param name="id">d-places-<xsl:choose><xsl:when test="@households &gt; 0">households</xsl:when><xsl:otherwise>of</xsl:otherwise></xsl:choose></xsl:with-param>
			<xsl:with-param name="a" select="@findings"/>
			<xsl:with-param name="b" select="@households"/>
		</xsl:call-template>
	</xsl:template>

	<!-- How many of each severity, without those that there are none of. -->
	<xsl:template name="severities">
		<xsl:param name="errors"/>
		<xsl:param name="households" select="0"/>
		<xsl:param name="suspects"/>
		<xsl:param name="notices"/>
		<xsl:if test="$errors &gt; 0">
			<xsl:call-template name="say">
				<xsl:with-param name="id">
					<xsl:text>d-n-errors</xsl:text>
					<xsl:if test="$households &gt; 0">-of</xsl:if>
				</xsl:with-param>
				<xsl:with-param name="a" select="$errors"/>
				<xsl:with-param name="b" select="$households"/>
			</xsl:call-template>
			<xsl:if test="$suspects + $notices &gt; 0"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
		</xsl:if>
		<xsl:if test="$suspects &gt; 0">
			<xsl:value-of select="h:say($lang, 'd-n-suspects', $suspects)"/>
			<xsl:if test="$notices &gt; 0"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if>
		</xsl:if>
		<xsl:if test="$notices &gt; 0"><xsl:value-of select="h:say($lang, 'd-n-notices', $notices)"/></xsl:if>
	</xsl:template>

	<!-- By what the check was made, behind everything else that a report says. -->
	<xsl:template name="how-checked">
		<xsl:if test="$result/h:basis/h:parameter"><xsl:call-template name="basis-told"/></xsl:if>
	</xsl:template>

	<xsl:template name="basis-told">
		<w:p><w:r><w:br w:type="page"/></w:r></w:p>
		<xsl:call-template name="say-p"><xsl:with-param name="style" select="'Heading1'"/><xsl:with-param name="id" select="'how-heading'"/></xsl:call-template>
		<xsl:call-template name="say-p">
			<xsl:with-param name="id" select="'how-made'"/>
			<xsl:with-param name="a" select="$result/@program"/>
			<xsl:with-param name="b"><xsl:call-template name="as-of"/></xsl:with-param>
			<xsl:with-param name="c" select="$result/h:plan/@id"/>
			<xsl:with-param name="d" select="$result/h:plan/@version"/>
			<xsl:with-param name="e" select="$result/h:plan/@year"/>
		</xsl:call-template>
		<xsl:for-each select="$result/h:basis/@plan | $result/@rules | $result/@inputs">
			<xsl:call-template name="say-p">
				<xsl:with-param name="style" select="'TableText'"/>
				<xsl:with-param name="id" select="'how-hash'"/>
				<xsl:with-param name="a"><xsl:value-of select="h:say($lang, concat('repeat-', name()))"/></xsl:with-param>
				<xsl:with-param name="b" select="."/>
			</xsl:call-template>
		</xsl:for-each>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'packs'"/><xsl:with-param name="rows" select="$result/h:basis/h:pack"/></xsl:call-template>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'parameters'"/><xsl:with-param name="rows" select="$result/h:basis/h:parameter"/></xsl:call-template>
		<xsl:call-template name="table"><xsl:with-param name="name" select="'checks'"/><xsl:with-param name="rows" select="$all"/></xsl:call-template>
	</xsl:template>

	<xsl:template name="left-out-p">
		<xsl:if test="$answers/@skipped &gt; 0">
			<xsl:call-template name="p"><xsl:with-param name="text"><xsl:call-template name="left-out"/></xsl:with-param></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- What gave no answer, and for want of what, each named once; before it what
	     the plan changed in the checks. -->
	<xsl:template name="no-answer">
		<xsl:variable name="failed-to-run" select="$all[@answer = 'error']"/>
		<xsl:for-each select="$result/h:changes/h:change">
			<xsl:call-template name="p"><xsl:with-param name="text"><xsl:call-template name="change-told"/></xsl:with-param></xsl:call-template>
		</xsl:for-each>
		<xsl:if test="$totals/@unchecked &gt; $answers/@skipped">
			<xsl:call-template name="say-p">
				<xsl:with-param name="id" select="'d-unable'"/>
				<xsl:with-param name="a" select="$totals/@unchecked - $answers/@skipped"/>
				<xsl:with-param name="b">
					<xsl:call-template name="lacks"/>
					<xsl:if test="$failed-to-run">
						<xsl:if test="$result/h:lacks/h:lack"><xsl:value-of select="h:say($lang, 'semicolon')"/></xsl:if>
						<xsl:call-template name="say">
							<xsl:with-param name="id" select="'d-failed-to-run'"/>
							<xsl:with-param name="a" select="count($failed-to-run)"/>
							<xsl:with-param name="b"><xsl:for-each select="$failed-to-run"><xsl:if test="position() &gt; 1"><xsl:value-of select="h:say($lang, 'comma')"/></xsl:if><xsl:value-of select="@id"/></xsl:for-each></xsl:with-param>
						</xsl:call-template>
					</xsl:if>
				</xsl:with-param>
			</xsl:call-template>
		</xsl:if>
		<xsl:call-template name="left-out-p"/>
		<xsl:if test="$totals/@waiting &gt; 0">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-pending'"/><xsl:with-param name="a" select="$totals/@waiting"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$rejected &gt; 0">
			<xsl:call-template name="say-p"><xsl:with-param name="id" select="'d-rejected'"/><xsl:with-param name="a" select="$rejected"/></xsl:call-template>
		</xsl:if>
		<xsl:if test="$totals/@unread &gt; 0">
			<xsl:call-template name="p"><xsl:with-param name="text"><xsl:call-template name="reason-unread"/></xsl:with-param></xsl:call-template>
		</xsl:if>
	</xsl:template>
</xsl:stylesheet>
