<?xml version="1.0" encoding="UTF-8"?>
<!--
  The tables of ../tables.xml on a page. A stylesheet that has cells of its own
  has templates of mode "cell" for the rows, which are given the column and the
  part, and each, the nodes that a column stands for one by one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:h="urn:hecha:1" exclude-result-prefixes="h">

	<xsl:import href="../tables.xsl"/>

	<!-- In order: where most is to be done comes first. Whole and total are rows
	     behind the others; with sums, whole is one of the sums. -->
	<xsl:template name="table">
		<xsl:param name="name"/>
		<xsl:param name="rows"/>
		<xsl:param name="class"/>
		<xsl:param name="label"/>
		<xsl:param name="for"/>
		<xsl:param name="each" select="/.."/>
		<xsl:param name="order" select="false()"/>
		<xsl:param name="most" select="count($rows)"/>
		<xsl:param name="whole" select="/.."/>
		<xsl:param name="total" select="/.."/>
		<xsl:param name="sums" select="false()"/>
		<xsl:variable name="table" select="document('../tables.xml')/*/h:table[@id = $name]"/>
		<xsl:variable name="columns" select="$table/h:*[@html][not(@for) or @for = $for]"/>
		<div class="scroll" tabindex="0">
			<table>
				<xsl:if test="$class != ''"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if>
				<xsl:if test="$label != ''"><xsl:attribute name="aria-labelledby"><xsl:value-of select="$label"/></xsl:attribute></xsl:if>
				<xsl:if test="$table/@caption"><xsl:call-template name="caption"><xsl:with-param name="id" select="$table/@caption"/></xsl:call-template></xsl:if>
				<xsl:call-template name="table-head"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$each"/></xsl:call-template>
				<tbody>
					<xsl:for-each select="$rows">
						<xsl:sort select="(@error | @findings)[$order]" data-type="number" order="descending"/>
						<xsl:sort select="@suspect[$order]" data-type="number" order="descending"/>
						<xsl:sort select="(@code | @id)[$order]"/>
						<xsl:if test="position() &lt;= $most">
							<tr><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$each"/></xsl:call-template></tr>
						</xsl:if>
					</xsl:for-each>
					<xsl:if test="not($sums)"><xsl:call-template name="whole-row"><xsl:with-param name="these" select="$whole"/><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$each"/></xsl:call-template></xsl:if>
				</tbody>
				<xsl:if test="$total">
					<tfoot>
						<xsl:if test="$sums"><xsl:call-template name="whole-row"><xsl:with-param name="these" select="$whole"/><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$each"/></xsl:call-template></xsl:if>
						<xsl:for-each select="$total">
							<tr><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$each"/><xsl:with-param name="part" select="'total'"/></xsl:call-template></tr>
						</xsl:for-each>
					</tfoot>
				</xsl:if>
			</table>
		</div>
	</xsl:template>

	<xsl:template name="whole-row">
		<xsl:param name="these"/>
		<xsl:param name="columns"/>
		<xsl:param name="each"/>
		<xsl:for-each select="$these">
			<tr><xsl:call-template name="cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="each" select="$each"/><xsl:with-param name="part" select="'whole'"/></xsl:call-template></tr>
		</xsl:for-each>
	</xsl:template>

	<xsl:template name="table-head">
		<xsl:param name="columns"/>
		<xsl:param name="each" select="/.."/>
		<thead>
			<tr>
				<xsl:for-each select="$columns">
					<xsl:variable name="n" select="@html = 'count' or @class = 'n'"/>
					<xsl:for-each select="self::*[not(@each)] | $each[current()/@each]">
						<th scope="col">
							<xsl:if test="$n"><xsl:attribute name="class">n</xsl:attribute></xsl:if>
							<xsl:choose>
								<xsl:when test="@title"><xsl:call-template name="column-title"/></xsl:when>
								<xsl:otherwise><xsl:value-of select="h:title"/></xsl:otherwise>
							</xsl:choose>
						</th>
					</xsl:for-each>
				</xsl:for-each>
			</tr>
		</thead>
	</xsl:template>

	<!-- The cells of a row: all at once, each by the template of its kind. -->
	<xsl:template name="cells">
		<xsl:param name="columns"/>
		<xsl:param name="each" select="/.."/>
		<xsl:param name="part"/>
		<xsl:choose>
			<xsl:when test="$part = ''"><xsl:apply-templates select="$columns" mode="html"><xsl:with-param name="row" select="."/><xsl:with-param name="each" select="$each"/></xsl:apply-templates></xsl:when>
			<xsl:otherwise><xsl:apply-templates select="$columns" mode="sum"><xsl:with-param name="row" select="."/><xsl:with-param name="each" select="$each"/><xsl:with-param name="part" select="$part"/></xsl:apply-templates></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:column" mode="html">
		<xsl:param name="row"/>
		<xsl:choose>
			<xsl:when test="@html = 'td'"><td><xsl:copy-of select="@class"/><xsl:value-of select="h:at($row, @id)"/></td></xsl:when>
			<xsl:when test="@html = 'count'"><xsl:call-template name="count"><xsl:with-param name="n" select="h:at($row, @id)"/><xsl:with-param name="class" select="@class"/></xsl:call-template></xsl:when>
			<xsl:when test="@html = 'th'"><th scope="row"><xsl:copy-of select="@class"/><xsl:value-of select="h:at($row, @id)"/></th></xsl:when>
			<xsl:otherwise><xsl:apply-templates select="$row" mode="cell"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:made" mode="html">
		<xsl:param name="row"/>
		<xsl:choose>
			<xsl:when test="@html = 'td'"><td><xsl:copy-of select="@class"/><xsl:apply-templates select="$row" mode="value"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></td></xsl:when>
			<xsl:when test="@html = 'own'"><xsl:apply-templates select="$row" mode="cell"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></xsl:when>
			<xsl:when test="@html = 'th'"><th scope="row"><xsl:copy-of select="@class"/><xsl:apply-templates select="$row" mode="value"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></th></xsl:when>
			<xsl:otherwise>
				<xsl:variable name="value"><xsl:apply-templates select="$row" mode="value"><xsl:with-param name="column" select="string(@id)"/></xsl:apply-templates></xsl:variable>
				<xsl:choose>
					<xsl:when test="@html = 'count'"><xsl:call-template name="count"><xsl:with-param name="n" select="$value"/><xsl:with-param name="class" select="@class"/></xsl:call-template></xsl:when>
					<xsl:otherwise><td><xsl:call-template name="broken"><xsl:with-param name="text" select="string($value)"/></xsl:call-template></td></xsl:otherwise>
				</xsl:choose>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template match="h:own" mode="html">
		<xsl:param name="row"/>
		<xsl:param name="each"/>
		<xsl:apply-templates select="$row" mode="cell"><xsl:with-param name="column" select="string(@id)"/><xsl:with-param name="each" select="$each"/></xsl:apply-templates>
	</xsl:template>

	<!-- What belongs to no village, and all together. -->
	<xsl:template match="*" mode="sum">
		<xsl:param name="row"/>
		<xsl:param name="each"/>
		<xsl:param name="part"/>
		<xsl:choose>
			<xsl:when test="$part = 'whole' and not(@whole)"><td/></xsl:when>
			<xsl:when test="@html = 'own'">
				<xsl:apply-templates select="$row" mode="cell"><xsl:with-param name="column" select="string(@id)"/><xsl:with-param name="each" select="$each"/><xsl:with-param name="part" select="$part"/></xsl:apply-templates>
			</xsl:when>
			<xsl:otherwise>
				<xsl:variable name="value"><xsl:call-template name="value"><xsl:with-param name="row" select="$row"/><xsl:with-param name="part" select="$part"/></xsl:call-template></xsl:variable>
				<xsl:choose>
					<xsl:when test="@html = 'th'"><th scope="row"><xsl:copy-of select="@class"/><xsl:value-of select="$value"/></th></xsl:when>
					<xsl:when test="@html = 'count' and $part = 'whole'"><xsl:call-template name="count"><xsl:with-param name="n" select="$value"/><xsl:with-param name="class" select="@class"/></xsl:call-template></xsl:when>
					<xsl:when test="@html = 'count'"><td class="n"><xsl:value-of select="$value"/></td></xsl:when>
					<xsl:otherwise><td><xsl:copy-of select="@class"/><xsl:value-of select="$value"/></td></xsl:otherwise>
				</xsl:choose>
			</xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<!-- Column headings: ids of messages, each followed by a blank; those
	     that begin with "#" are of numbers. -->
	<xsl:template name="columns">
		<xsl:param name="ids"/>
		<xsl:if test="$ids != ''">
			<xsl:variable name="id" select="substring-before($ids, ' ')"/>
			<th scope="col">
				<xsl:if test="starts-with($id, '#')"><xsl:attribute name="class">n</xsl:attribute></xsl:if>
				<xsl:value-of select="h:say($lang, translate($id, '#', ''))"/>
			</th>
			<xsl:call-template name="columns"><xsl:with-param name="ids" select="substring-after($ids, ' ')"/></xsl:call-template>
		</xsl:if>
	</xsl:template>

	<!-- A text, with a break where it has a line feed. -->
	<xsl:template name="broken">
		<xsl:param name="text"/>
		<xsl:choose>
			<xsl:when test="contains($text, '&#10;')">
				<xsl:value-of select="substring-before($text, '&#10;')"/><br/>
				<xsl:call-template name="broken"><xsl:with-param name="text" select="substring-after($text, '&#10;')"/></xsl:call-template>
			</xsl:when>
			<xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
		</xsl:choose>
	</xsl:template>

	<xsl:template name="caption">
		<xsl:param name="id"/>
		<caption><xsl:value-of select="h:say($lang, $id, $place, $places)"/></caption>
	</xsl:template>

	<!-- A number cell in which nothing is easy to overlook. -->
	<xsl:template name="count">
		<xsl:param name="n"/>
		<xsl:param name="class"/>
		<xsl:param name="unchecked" select="0"/>
		<xsl:param name="in-all" select="0"/>
		<td>
			<xsl:attribute name="class">
				<xsl:text>n</xsl:text>
				<xsl:choose>
					<xsl:when test="$n = 0 and $unchecked &gt; 0"> unchecked</xsl:when>
					<xsl:when test="$n = 0"> zero</xsl:when>
					<xsl:when test="$class != ''"><xsl:value-of select="concat(' ', $class)"/></xsl:when>
				</xsl:choose>
			</xsl:attribute>
			<xsl:call-template name="found">
				<xsl:with-param name="n" select="$n"/>
				<xsl:with-param name="unchecked" select="$unchecked"/>
				<xsl:with-param name="in-all" select="$in-all"/>
			</xsl:call-template>
		</td>
	</xsl:template>
</xsl:stylesheet>
